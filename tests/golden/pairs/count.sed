s|<count period="current" value="389"/>|<count period="current" value="398"/>|
