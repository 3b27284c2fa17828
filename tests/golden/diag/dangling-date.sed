s|Yes, all.|Yes, since <date of="visits"/>.|
