s|<caption>\(.*\)</caption>|<title-line>\1</title-line>|
