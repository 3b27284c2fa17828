# record tests/records/minimal-force-standard.xml
s|xml:lang="en-GB"|xml:lang="cy"|
s|meeting="38"|meeting="37"|
