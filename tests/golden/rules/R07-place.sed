s|<position period="previous" value="9"|<position period="previous" value="16"|;s|value="1" print="+1"|value="8" print="+8"|
