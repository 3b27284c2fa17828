s|<name>Robbery|<name>Rob<emph>b</emph>ery|
