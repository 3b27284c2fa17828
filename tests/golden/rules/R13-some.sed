s|One of the two milestones|Two of the two milestones|
