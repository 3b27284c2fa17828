# record tests/records/minimal-force-standard.xml
s|xml:lang="en-GB"|xml:lang="cy"|
s|id="neighbourhoods" year="2007/08" value="meeting"|id="neighbourhoods" year="2007/08" value="exceeding"|
