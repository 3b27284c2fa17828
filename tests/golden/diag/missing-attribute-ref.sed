s|<val ref="robbery.change" as="percent"/>|<val as="percent"/>|
