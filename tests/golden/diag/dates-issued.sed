s|<issued date="2007-07"|<issued date="2007-06"|
