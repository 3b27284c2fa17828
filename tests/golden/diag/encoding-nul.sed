s|Yes|Y\x00s|
