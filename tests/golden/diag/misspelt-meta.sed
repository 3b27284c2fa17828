s|<meta\([ />]\)|<metadata\1|; s|</meta>|</metadata>|
