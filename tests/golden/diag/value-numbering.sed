s|id="performance" numbering="decimal"|id="performance" numbering="roman"|
