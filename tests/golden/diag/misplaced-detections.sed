/<detections period="previous"/{h;d};/<position/{G}
