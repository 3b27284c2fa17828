/<region[ >]/p
