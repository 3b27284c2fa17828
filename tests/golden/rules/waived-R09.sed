s|what="direction" value="worse"|what="direction" value="better"|;s|</body>|&<waive rule="R09" at="robbery.direction" reason="as published"/>|
