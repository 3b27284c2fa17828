s|The Crown Prosecution Service (CPS) should be asked for advice.|Teams should meet each week.|;s|CPS|service|
