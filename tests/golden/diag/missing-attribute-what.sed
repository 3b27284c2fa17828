s|what="comparison" ||
