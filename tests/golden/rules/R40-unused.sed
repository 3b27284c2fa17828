s|</body>|&<waive rule="R09" at="robbery.direction" reason="as published"/>|
