s|column="change"|column="changes"|
