s|<organisation>.*</organisation>|<organisation/>|
