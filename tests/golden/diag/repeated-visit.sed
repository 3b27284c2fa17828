/<visit[ >]/p
