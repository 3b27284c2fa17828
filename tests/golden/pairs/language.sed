s|xml:lang="cy"|xml:lang="en-GB"|
