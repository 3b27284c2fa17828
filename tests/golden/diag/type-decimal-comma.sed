s|actual="6.2"|actual="6,2"|
