/<issued[ >]/p
