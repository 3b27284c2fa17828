s|<published\([ />]\)|<publised\1|; s|</published>|</publised>|
