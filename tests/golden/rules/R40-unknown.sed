s|</body>|&<waive rule="R99" at="robbery.direction" reason="as published"/>|
