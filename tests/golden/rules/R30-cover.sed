s|<visit from="2007-07-10"|<visit cover="2007-09" from="2007-07-10"|
