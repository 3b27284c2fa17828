/<visit /{h;d};/<issued/{G}
