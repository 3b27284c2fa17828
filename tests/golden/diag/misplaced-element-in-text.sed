s|<force>Midshire|<force><strong>Midshire</strong>|
