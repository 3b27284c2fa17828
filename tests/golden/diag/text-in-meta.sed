s|<meta>|<meta>About|
