s|All teams meet|All [insert name] teams meet|
