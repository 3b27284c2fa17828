s|<detection-rate period="current" value="16.77"|<detection-rate period="current" value="17.77"|;s|equals="robbery.detection-rate"||;/points-change/d
