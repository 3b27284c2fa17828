s|id="robbery-months" measure="robbery"|id="robbery-months" measure="robery"|
