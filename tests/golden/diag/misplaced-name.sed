/<name>Robbery/{h;d};/<plural>/{G}
