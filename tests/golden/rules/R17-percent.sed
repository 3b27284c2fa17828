s|<survey id="asked" value="50.0"|<survey id="asked" value="150.0"|
