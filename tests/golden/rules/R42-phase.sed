s|<month at="2007-06" value="27"/>|&<rebase at="2007-09">New counting rules</rebase>|
