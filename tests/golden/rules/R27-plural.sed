s|All teams meet|The team(s) meet|
