s|actual="33"|actual="33" measure="robbery"|
