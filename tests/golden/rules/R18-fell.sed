s|while detections fell by|while detections increased by|
