s|and the CPS has answered|and it has answered|
