s| source="Force crime system"||
