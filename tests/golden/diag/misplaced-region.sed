/<region>/{h;d};/<force>/{G}
