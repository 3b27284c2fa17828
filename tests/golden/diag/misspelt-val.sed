s|<val ref="robbery.change" as="percent"/>|<value ref="robbery.change" as="percent"/>|
