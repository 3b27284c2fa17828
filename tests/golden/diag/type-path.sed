s|ref="robbery.change"|ref="robbery change"|
