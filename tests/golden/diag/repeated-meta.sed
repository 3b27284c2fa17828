/<meta>/,/<\/meta>/{H};/<\/meta>/{G;s|</meta>\n\n|</meta>\n|}
