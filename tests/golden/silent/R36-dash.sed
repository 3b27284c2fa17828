s|The steps of Northfield BCU are:|&-|
