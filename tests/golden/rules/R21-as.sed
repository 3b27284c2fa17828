s|<val ref="robbery.change" as="percent"|<val ref="robbery.name" as="percent"|
