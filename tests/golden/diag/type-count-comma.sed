s|value="100000"|value="100,000"|
