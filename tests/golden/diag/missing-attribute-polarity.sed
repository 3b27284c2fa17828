s| polarity="lower"||
