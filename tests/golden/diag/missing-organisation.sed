/<organisation[ >]/d
