s| kind="follow-up"||
