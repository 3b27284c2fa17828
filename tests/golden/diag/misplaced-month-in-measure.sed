s|<published what=.*|&<month at="2007-04" value="28"/>|
