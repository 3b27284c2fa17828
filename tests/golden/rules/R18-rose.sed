s|Robbery rose by|Robbery fell by|;s|detections fell|it changed|
