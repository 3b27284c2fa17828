/<text><para>/p
