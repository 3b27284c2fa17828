s|<list><item>in the evening.</item></list>|<list><item>in the evening.</item>|
