s|Yes, all|Yes\&nbsp;all|
