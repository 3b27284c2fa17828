s|The steps of Northfield BCU are:|The steps that Northfield BCU takes include|
