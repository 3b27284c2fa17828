s|id="r1" status|id=r1 status|
