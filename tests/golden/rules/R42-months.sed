s|^.*<period id="current"|		<period id="spring" from="2007-03" to="2007-06"/>\n&|
s|<count period="current" value="328"/>|&<count period="spring" value="107"/>|
