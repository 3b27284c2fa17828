s|One of the two milestones|One of the three milestones|
