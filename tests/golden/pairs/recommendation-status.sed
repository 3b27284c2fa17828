s|id="r2" status="in-progress"|id="r2" status="discharged"|
