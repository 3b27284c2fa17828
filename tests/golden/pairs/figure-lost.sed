s|, cynnydd o <val ref="vehicle.points-change" as="points"/>||
