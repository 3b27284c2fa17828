s|All teams meet\.|All teams meet on these days:-|
