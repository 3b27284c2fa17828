s|<milestones/>|<milestone-list/>|
