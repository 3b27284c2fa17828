s|and the CPS has answered|and the Crown Prosecution Service (CPS) has answered|
