s/xml:lang="en-GB"/xml:lang="cy"/
