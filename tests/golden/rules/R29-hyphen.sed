s|steps of Northfield BCU|steps of Northfield-BCU|
