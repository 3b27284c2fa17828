s|<waive\([ />]\)|<waiver\1|; s|</waive>|</waiver>|
