s|<milestones/>|<milestones|
