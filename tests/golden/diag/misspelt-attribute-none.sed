s|<milestones/>|<milestones/><para><br clear="all"/></para>|
