s|<plural\([ />]\)|<plurals\1|; s|</plural>|</plurals>|
