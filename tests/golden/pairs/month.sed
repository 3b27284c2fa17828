/<month at="2006-07"/d
