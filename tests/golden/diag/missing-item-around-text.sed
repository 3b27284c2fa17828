s|<list><item>in the evening.</item></list>|<list>in the evening.</list>|
