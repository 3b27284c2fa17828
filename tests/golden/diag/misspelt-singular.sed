s|<singular\([ />]\)|<singlar\1|; s|</singular>|</singlar>|
