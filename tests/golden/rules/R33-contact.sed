s|<contact>.*</contact>|<contact><post> </post></contact>|
