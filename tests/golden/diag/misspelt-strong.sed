s|<strong>week</strong>|<stong>week</stong>|
