/<force>/{h;d};/<issued/{G}
