s|what="position-change" value="1" print="+1"|what="position-change" value="2"|
