s|and the CPS has answered|and the County Probation Service (CPS) has answered; so has the CPS|
