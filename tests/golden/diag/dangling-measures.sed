s|show="counts"|show="counts" measures="robbery theft"|
