s| id="minimal-follow-up"||
