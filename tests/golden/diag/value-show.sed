s|show="counts"|show="count"|
