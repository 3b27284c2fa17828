# record tests/records/minimal-force-standard.xml
s|xml:lang="en-GB"|xml:lang="cy"|
s|value="52.2" average="52.3"|value="52.3" average="52.3"|
