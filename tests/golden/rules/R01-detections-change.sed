s|<published what="direction"|<published what="detections-change" value="-11.92"/>&|
