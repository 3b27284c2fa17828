s|<fact id="margin" value="2.4"|<fact id="margin" value="3"|
