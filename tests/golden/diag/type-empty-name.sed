s|<name>Robbery|<name>|
