s|size="15"|size="fifteen"|
