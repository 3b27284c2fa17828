s|Yes, all|4 < 5|
