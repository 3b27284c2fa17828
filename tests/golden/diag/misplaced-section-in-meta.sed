s|<force>|<section><heading>No</heading></section>&|
