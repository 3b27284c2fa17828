s|<measure\([ />]\)|<mesure\1|; s|</measure>|</mesure>|
