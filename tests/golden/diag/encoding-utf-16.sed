# iconv UTF-16

