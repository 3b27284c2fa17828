s|another on Wednesdays; and|another on Wednesdays, and|
