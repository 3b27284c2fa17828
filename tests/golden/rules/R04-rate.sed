s|<rate period="current" value="1.50"|<rate period="current" value="1.53"|
