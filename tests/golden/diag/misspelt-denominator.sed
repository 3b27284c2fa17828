s|<denominator\([ />]\)|<denominater\1|; s|</denominator>|</denominater>|
