s|<month at="2007-04"|<month at="2007-04Z"|
