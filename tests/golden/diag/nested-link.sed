s|Yes, all\.|<link href="http://example.org/">Yes, see <strong><xref to="r1"/></strong></link>, all.|
