s|id="performance" numbering=|id="performance" numbring=|
