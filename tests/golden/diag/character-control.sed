s|Yes|Y\x07s|
