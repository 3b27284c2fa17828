s|<inspection-record |<inspection-record xmlns="http://example.org/records" |
