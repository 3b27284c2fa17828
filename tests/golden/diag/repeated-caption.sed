/<caption>/p
