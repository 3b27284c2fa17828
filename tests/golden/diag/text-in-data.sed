s|<fact |and &|
