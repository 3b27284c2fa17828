s|require="hold-or-improve"|require="hold-or-improve" value="3"|
