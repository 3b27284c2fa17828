s| short="Northfield"||
