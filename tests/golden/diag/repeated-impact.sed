/<impact>/p
