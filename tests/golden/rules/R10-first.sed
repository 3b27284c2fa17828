s|require="below" value="12"|require="below" value="1"|
