s|was asked, and the CPS has answered\.|&<fn>By the visit in July.</fn>|
