s|as="percent"/>|digit="2"/>|
