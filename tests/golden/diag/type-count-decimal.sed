s|value="55"|value="55.5"|
