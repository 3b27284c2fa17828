s|<issued date="2007-10"/>|<issued date="2007-11"/>|
