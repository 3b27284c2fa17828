s|value="just-above"|value="just above"|
