s|</force>|</force>,|
