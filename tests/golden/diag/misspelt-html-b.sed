s|<strong>week</strong>|<b>week</b>|
