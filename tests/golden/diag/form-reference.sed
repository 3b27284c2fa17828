s|Yes, all|Yes \&#x110000; all|
