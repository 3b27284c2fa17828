s|what="comparison" value="just-above"|what="change" value="just-above"|
