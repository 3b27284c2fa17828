s|Eastern|\xc3\xa9astern|;s|Yes|Y\xe9s|
