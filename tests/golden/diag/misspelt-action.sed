s|<action\([ />]\)|<acton\1|; s|</action>|</acton>|
