s|<para number="auto">|<para number="1.a">|
