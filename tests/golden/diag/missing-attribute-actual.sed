s| actual="33"||
