s|polarity=|polarty=|
