s|per="population"|per="households"|
