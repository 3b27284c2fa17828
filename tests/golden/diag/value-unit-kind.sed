s|<unit kind="bcu"|<unit kind="BCU"|
