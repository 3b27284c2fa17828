s|<milestones/>|<milestones/></para>|
