s|value="-11.95"|value="-12.50"|
