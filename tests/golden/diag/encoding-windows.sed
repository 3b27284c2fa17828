s|Yes|Yes \x93all\x94|
