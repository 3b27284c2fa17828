s|<rate period="current" value="12.39"|<rate period="current" value="13.39"|
