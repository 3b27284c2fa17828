s|<xref to="r1"/>|<ref to="r1"/>|
