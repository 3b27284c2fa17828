s|<fact id="new-teams"|<fact id="r1"|;s|new-teams|r1|
