s|<count period="previous" value=|<count period="previous" values=|
