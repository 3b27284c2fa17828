s|encoding="UTF-8"|encoding="US-ASCII"|;s|Yes|Y\xc3\xa9s|
