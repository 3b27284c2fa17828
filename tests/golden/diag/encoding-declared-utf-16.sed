s|encoding="UTF-8"|encoding="UTF-16"|
