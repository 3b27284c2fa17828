# iconv UTF-32

