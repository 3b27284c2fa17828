s|Ers mis <date value="2007-04"/>|Ers mis <date value="2007-05"/>|
