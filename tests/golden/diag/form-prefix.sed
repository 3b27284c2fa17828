s|<strong>week</strong>|<h:strong>week</h:strong>|
