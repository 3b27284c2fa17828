s|All teams meet|The teams are/are not all met|
