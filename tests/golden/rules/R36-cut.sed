s|All teams meet\.|All teams meet with the officers of the|
