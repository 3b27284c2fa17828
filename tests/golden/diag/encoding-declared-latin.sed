s|encoding="UTF-8"|encoding="ISO-8859-1"|;s|Yes|Y\x92s|
