s|Yes|Y\&#xFFFE;s|
