s|<val ref="robbery.points-change" as="points" sign="none"/>|&, in 2 streets|
