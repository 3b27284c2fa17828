s|Yes, all|Yes \& all|
