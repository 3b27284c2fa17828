s|All teams meet|DRAFT: all teams meet|
