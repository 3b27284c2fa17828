s|<body\([ />]\)|<bodies\1|; s|</body>|</bodies>|
