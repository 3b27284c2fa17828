s|</inspection-record>|	<waive rule="chart-source" at="nothing" reason="a test"/>\n</inspection-record>|
