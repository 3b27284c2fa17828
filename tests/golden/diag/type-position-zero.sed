s|<position period="current" value="9"|<position period="current" value="0"|
