s|<question\([ />]\)|<Question\1|; s|</question>|</Question>|
