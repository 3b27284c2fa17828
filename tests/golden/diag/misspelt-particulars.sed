s|<particulars\([ />]\)|<particluars\1|; s|</particulars>|</particluars>|
