/<name>Robbery/p
