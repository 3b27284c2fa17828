s|id="r1"|id=""|
