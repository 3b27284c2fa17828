/<data>/,/<\/data>/{H;d};/<\/body>/{G}
