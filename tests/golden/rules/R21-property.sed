s|<val ref="robbery.change"|<val ref="robbery.rise"|
