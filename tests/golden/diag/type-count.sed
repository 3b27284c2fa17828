s|value="301"|value="three hundred"|
