/<name>Robbery/d
