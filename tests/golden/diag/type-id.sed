s|id="robbery" polarity|id="Robbery" polarity|
