s|base="half-2006"|base="half-2005"|
