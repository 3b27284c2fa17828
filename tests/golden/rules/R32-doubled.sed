s|All teams meet|All all teams meet|
