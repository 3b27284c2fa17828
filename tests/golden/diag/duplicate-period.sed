s|<period id="current"|<period id="previous"|
