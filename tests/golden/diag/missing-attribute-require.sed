s|<detection-contract require="hold-or-improve"/>|<detection-contract/>|
