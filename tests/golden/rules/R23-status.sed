s|<recommendation id="r2" status="in-progress">|<recommendation id="r2">|
