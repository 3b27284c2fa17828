s|<data\([ />]\)|<date\1|; s|</data>|</date>|
