s|<position period="current" value="8"|<position period="current" value="2"|;s|value="1" print="+1"|value="7" print="+7"|
