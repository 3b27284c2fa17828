s|fair="21" poor="2"|fair="21" poor="1"|
