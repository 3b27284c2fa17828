s|<xref to="r1"/>|<xref to="r2"/>|
