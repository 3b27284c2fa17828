/<text><para>/d
