/<body>/,/<\/body>/d
