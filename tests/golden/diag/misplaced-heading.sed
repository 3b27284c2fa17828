/<heading>Monitoring/{h;d};/<\/qa>/{G}
