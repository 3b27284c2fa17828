s|version="1" kind|version="9" kind|
