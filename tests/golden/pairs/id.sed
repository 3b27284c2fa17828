# record tests/records/minimal-force-standard.xml
s|xml:lang="en-GB"|xml:lang="cy"|
s|<case id="links">|<case id="cysylltiadau">|
