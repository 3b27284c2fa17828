s|id="r1"|id="r1" id="r1"|
