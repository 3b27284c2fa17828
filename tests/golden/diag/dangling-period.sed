s|<detections period="current"|<detections period="curent"|
