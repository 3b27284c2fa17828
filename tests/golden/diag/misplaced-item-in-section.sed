s|<milestones/>|&<item>alone</item>|
