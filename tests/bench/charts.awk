# charts.awk: a report of monthly charts, 120 months each, with peers and a target:
# awk -v charts=200 -v words="$(grep '<word ' templates/strings/charts.en-GB.xml)" -f charts.awk </dev/null
function points(seed, scale,   i, text) {
	for (i = 0; i < 120; i++) {
		seed = (seed * 7919 + 104729) % 65521
		text = text sprintf("<point month=\"%d-%02d\" value=\"%.1f\"/>", 1998 + int(i / 12), i % 12 + 1, \
			scale * (1 + 0.3 * sin(i / 6)) + seed % 40)
	}
	return text
}
END {
	print "<report xml:lang=\"en-GB\"><head><title>Charts</title><words>" words "</words></head>"
	for (n = 1; n <= charts; n++) {
		print "<figure><caption>Measure " n "</caption><chart kind=\"monthly\" title=\"measure " n \
			"\" unit=\"number\" better=\"lower\" group=\"similar units\">"
		print "<series role=\"value\" name=\"Northfield\">" points(n, 300) "</series>"
		print "<series role=\"peer\" name=\"Average\">" points(n + 7, 320) "</series>"
		print "<series role=\"target\" name=\"Target\"><point month=\"1998-01\" value=\"330\"/>" \
			"<point month=\"2007-12\" value=\"250\"/></series>"
		print "</chart><source>Made up, to measure.</source></figure>"
	}
	print "</report>"
}
