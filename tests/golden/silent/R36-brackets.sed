s|All teams meet\.|All teams meet in the town. ( for their names, ask the office )|
