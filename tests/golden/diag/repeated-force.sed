/<force[ >]/p
