s|^.*<milestone id="hate"|		<peers id="robbery-peers" measure="robbery" of="rate" period="current" source="iQuanta"><peer value="2.5" own="yes">Northfield</peer></peers>\n&|
