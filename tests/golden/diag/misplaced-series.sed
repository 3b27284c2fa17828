/<series /,/<\/series>/{H;d};/<fact /{G}
