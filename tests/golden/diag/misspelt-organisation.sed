s|<organisation\([ />]\)|<organization\1|; s|</organisation>|</organization>|
