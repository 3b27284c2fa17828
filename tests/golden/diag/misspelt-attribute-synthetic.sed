s|synthetic=|sythetic=|
