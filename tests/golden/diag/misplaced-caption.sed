/<caption>/{h;d};/<column-note/{G}
