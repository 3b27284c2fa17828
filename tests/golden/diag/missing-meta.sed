/<meta>/,/<\/meta>/d
