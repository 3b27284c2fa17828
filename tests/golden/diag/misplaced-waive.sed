/<waive/d;s|^	<data>|	<waive rule="R11" at="robbery.comparison" reason="as published"/>\n&|
