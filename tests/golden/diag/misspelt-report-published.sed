s|<report-published\([ />]\)|<reported-published\1|; s|</report-published>|</reported-published>|
