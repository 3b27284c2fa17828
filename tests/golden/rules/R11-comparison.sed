s|what="comparison" value="just-above"|what="comparison" value="in-line"|
