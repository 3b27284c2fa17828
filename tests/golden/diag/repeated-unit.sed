/<unit[ >]/p
