s|inspection-record|report|g
