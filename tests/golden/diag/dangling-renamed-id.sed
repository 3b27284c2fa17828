s|<period id="half-2006"|<period id="half-2066"|
