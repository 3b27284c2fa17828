s|>households<|>population<|
