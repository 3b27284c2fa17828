/<issued /{h;d};/<commander/{G}
