/<organisation[ >]/p
