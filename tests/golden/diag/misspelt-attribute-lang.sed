s|xml:lang=|lang=|
