s|<val ref="robbery.points-change" as="points" sign="none"/>|&; over the last 3, 6 or 12 months the trend is down|
