s|what="change" value="8.97"|what="change" value="8.79"|
