s|<series\([ />]\)|<serie\1|; s|</series>|</serie>|
