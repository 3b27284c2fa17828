/<detection-position period="previous"/d
