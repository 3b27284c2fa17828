s|<unit kind="bcu"|<unit kind="bocu"|
