s|ar eu cyfer yw <val ref="vehicle.detection-rate"|ar eu cyfer yw <val ref="burglary.detection-rate"|
