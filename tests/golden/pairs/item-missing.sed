/<item>llythyr gydag/d
