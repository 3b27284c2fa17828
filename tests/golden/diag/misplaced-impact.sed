/<action>/,/<\/action>/{H;d};/<impact>/{G}
