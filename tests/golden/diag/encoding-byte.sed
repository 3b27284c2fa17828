s|Yes|Y\xe9s|
