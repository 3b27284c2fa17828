s|value="62"|value="-62"|
