s|<count period="previous"|<count periode="previous"|
