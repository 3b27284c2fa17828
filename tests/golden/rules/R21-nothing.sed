s|<val ref="robbery.change"|<val ref="theft.change"|
