s|source="Force crime system"|source="Force < crime"|
