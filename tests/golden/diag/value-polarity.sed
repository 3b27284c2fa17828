s|polarity="lower"|polarity="less"|
