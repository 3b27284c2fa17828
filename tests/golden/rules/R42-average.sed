s|^.*<period id="current"|		<period id="spring" from="2007-03" to="2007-06"/>\n&|
s|<average period="current" value="300"/>|&<average period="spring" value="98"/>|
s|\(<month at="2007-0[3-6]" value="2[57]"\)/>|\1 peer="24.9"/>|
