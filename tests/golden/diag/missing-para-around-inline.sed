s|<impact><para>\(.*\)</para></impact>|<impact>\1</impact>|
