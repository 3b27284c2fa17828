s|<date value="2007-11"/>|<date value="2007-05"/>|
