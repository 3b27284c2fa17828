# record tests/records/minimal-force-standard.xml
s|xml:lang="en-GB"|xml:lang="cy"|
/<distribution-table of/d
