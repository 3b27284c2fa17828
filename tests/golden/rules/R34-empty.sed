s|<fn>By the visit in July.</fn>|<fn></fn>|
