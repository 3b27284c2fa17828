s|in <date value="2007-11"/>|and kept beyond <date value="2007-05"/>|
