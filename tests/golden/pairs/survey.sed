# record tests/records/minimal-force-standard.xml
s|xml:lang="en-GB"|xml:lang="cy"|
s|low="49.3"|low="49.4"|
