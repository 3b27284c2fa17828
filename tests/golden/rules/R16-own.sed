s|excellent="6" good="14" fair="21" poor="2"|excellent="20" good="0" fair="21" poor="2"|
