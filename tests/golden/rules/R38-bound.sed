s|<val ref="robbery.points-change" as="points" sign="none"/>|&, to 55|
