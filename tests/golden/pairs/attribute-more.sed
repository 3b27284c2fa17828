s|status="in-progress"|& id="r3"|;s|id="r2" status="in-progress" id="r3"|id="r2" status="in-progress"|;s|<para number="auto">Cynyddodd|<para id="vehicles" number="auto">Cynyddodd|
