# record tests/records/minimal-force-standard.xml
s|xml:lang="en-GB"|xml:lang="cy"|
s|<judgement of="neighbourhoods"/>|<judgement of="children"/>|
