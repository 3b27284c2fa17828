s|encoding="UTF-8"|encoding="windows-1252"|
