s|<milestones/>|<milestones>|
