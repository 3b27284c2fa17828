s|what="direction" value="worse"|what="direction" value="better"|
