# reference.awk SCHEMA: the tables of a schema's elements and attributes for its page, from the
# annotations. The schema has one tag a line, as templates/report.rng.
function text(line) {
	gsub(/^ *<a:documentation>|<\/a:documentation> *$/, "", line)
	gsub(/&lt;/, "<", line)
	gsub(/&amp;/, "\\&", line)
	return line
}
function name(line) {
	sub(/.*name="/, "", line)
	sub(/".*/, "", line)
	return line
}
/<define / { define = name($0) }
/<element / { element = name($0); order[++count] = element; inside = "element" }
/<\/element>/ { element = "" }
/<attribute / { attribute = name($0); inside = "attribute"; values = "" }
/<a:documentation>/ {
	if (inside == "attribute")
		said = text($0)
	else if (element)
		about[element] = text($0)
	if (inside == "element")
		inside = ""
}
/<value>/ {
	value = $0
	gsub(/^ *<value>|<\/value> *$/, "", value)
	values = values (values ? ", " : "") "`" value "`"
}
/<\/attribute>/ {
	row = "`" attribute "`: " said (values ? " (" values ")" : "")
	if (element)
		own[element] = own[element] (own[element] ? "<br>" : "") row
	else
		of[define] = of[define] (of[define] ? "\n" : "") row
	inside = ""
}
/<ref name="to"\/>/ { if (element) leads[element] = 1 }
END {
	print "| element | | its own attributes |\n|---|---|---|"
	for (i = 1; i <= count; i++) {
		e = order[i]
		if (leads[e])
			own[e] = own[e] (own[e] ? "<br>" : "") of["to"]
		print "| `" e "` | " about[e] " | " own[e] " |"
	}
	if (!of["common"])
		exit
	print "\n| attribute of every element of the report |\n|---|"
	n = split(of["common"], rows, "\n")
	for (i = 1; i <= n; i++)
		print "| " rows[i] " |"
}
