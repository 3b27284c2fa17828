s|</inspection-record>||
