/<action>/,/<\/action>/d
