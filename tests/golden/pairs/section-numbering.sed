s|<section id="monitoring" numbering="decimal">|<section id="monitoring" numbering="letter">|
