/<particulars/d;s|<milestones/>|&<particulars/>|
