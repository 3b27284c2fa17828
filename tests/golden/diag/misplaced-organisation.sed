/<organisation>/{h;d};/<commander/{G}
