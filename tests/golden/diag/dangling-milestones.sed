s|<milestones/>|<milestones of="hate robbery-cutt"/>|
