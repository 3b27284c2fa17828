s|at="2007-04"|at="April 2007"|
