s|Teams should meet each week|Teams and the CPS should meet each week|
