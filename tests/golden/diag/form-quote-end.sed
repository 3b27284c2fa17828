s|<force>|<force rank="|
