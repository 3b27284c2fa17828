s|another on Wednesdays; and|another on Wednesdays, and|;s|</body>|&<waive rule="R32" at="items" reason="as published"/>|
