# records.awk: records that hold each element in each place that the schema has for it, in the folder `out`, and in
# `out`/list a line for each element: the record's name, what is where, in which kind, what its report shows and how
# often (1, or + for more). Reads samples, places, never, and then the pairs of schema.xsl; `kinds` has spaces between.
BEGIN { FS = "\t"; count = split(kinds, kind, " ") }
/^# Words in a line/ { inline = 1 }
/^#/ { next }
FILENAME ~ /samples$/ { sample[$1] = $2; shown[$1] = $3; alone[$1] = !inline && $3 != ""; among[$1] = inline ? "words" : "blocks"; next }
FILENAME ~ /places$/ { place[$1] = $2; next }
FILENAME ~ /never$/ { never[$1] = 1; next }
{
	split($1, pair, " ")
	holder = pair[1]
	held = pair[2]
	if (!(held in sample) || $1 in never)
		next
	if (!(holder in place)) {
		print "no place for " holder " in tests/blocks/places" >(out "/faults")
		next
	}
	group = holder "." (alone[held] ? held : among[held])
	content = sample[held]
	gsub(/WORD/, "a-" held "-z", content)
	inner[group] = inner[group] content
	of[group] = holder
	for (k = 1; k <= count; k++)
		print kind[k] "." group "\t" held " in " holder ", " kind[k] "\t" (shown[held] == "" ? "a-" held "-z" : shown[held]) \
			"\t" (shown[held] == "" ? "1" : "+") >(out "/list")
}
END {
	for (group in inner)
		for (k = 1; k <= count; k++)
			record(kind[k], of[group], kind[k] "." group, inner[group])
}

function record(kind, holder, name, content,    at, whole, file) {
	at = index(place[holder], "@")
	whole = substr(place[holder], 1, at - 1) content substr(place[holder], at + 1)
	file = out "/" name ".xml"
	printf "<inspection-record version=\"1\" kind=\"%s\" status=\"draft\" id=\"r\" xml:lang=\"en-GB\">\n", kind >file
	print "<meta><organisation>Inspectorate</organisation><unit kind=\"bcu\" short=\"Unit\">Unit</unit><title>Title</title>" \
		"<issued date=\"2007-07\"/>" (holder == "notice" ? "<notice>" whole "</notice>" : "") "</meta>" >file
	print data >file
	print "<body><section id=\"target\"><heading>targetheading</heading>" >file
	if (holder == "boilerplate") {
		print "<include href=\"" name ".part\"/>" >file
		print "<boilerplate version=\"1\" id=\"b\" xml:lang=\"en-GB\">" whole "</boilerplate>" >(out "/" name ".part")
		close(out "/" name ".part")
	} else if (holder != "annex" && holder != "term" && holder != "notice") {
		print whole >file
	}
	print "</section></body>" >file
	if (holder == "annex")
		print "<back><annex><heading>h</heading>" whole "</annex></back>" >file
	if (holder == "term")
		print "<back><glossary show=\"all\"><term abbr=\"ABC\">" whole "</term></glossary></back>" >file
	print "</inspection-record>" >file
	close(file)
}
