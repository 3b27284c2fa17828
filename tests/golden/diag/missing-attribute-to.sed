s|<xref to="r1"/>|<xref/>|
