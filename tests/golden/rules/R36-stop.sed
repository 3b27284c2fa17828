s|All teams meet\.|All teams meet with others now|
