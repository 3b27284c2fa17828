/<particulars/p
