/<issued[ >]/d
