s|value="-3.83"|value="-3.84"|
