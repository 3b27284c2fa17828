s|<lead-inspector\([ />]\)|<lead-inspecter\1|; s|</lead-inspector>|</lead-inspecter>|
