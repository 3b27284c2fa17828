s|<milestones/>|&<figure><chart kind="monthly" of="robbery-months" actions="r1"/></figure>|
