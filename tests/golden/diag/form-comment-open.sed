s|Yes, all|<!-- not yet|
