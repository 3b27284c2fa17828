s|</action>|</acton>|
