s|<month at="2007-04" value="28" peer="24.5"/>|<month at="2007-04" value="28" peer="24.5">28</month>|
