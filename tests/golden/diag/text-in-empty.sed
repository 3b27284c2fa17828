s|<particulars/>|<particulars>all</particulars>|
