# unpaged.awk: of `revisit info --structure`, what does not go with the layout: no numbers of pages, also
# where they are words, and no hyphens at the ends of lines; the
# words of one element as one, wherever its pages part; one annotation a link, however many lines it has.
function flush() {
	if (words != "") {
		# all that an element has stands beside it
		if (held != "" && alone($0)) {
			print held " \"" words "\""
			held = ""
		} else {
			hold_end()
			if (words ~ /^[0-9]+$/ && $0 ~ /^ *annotation Link to="#/) {
				words = "#"
				sub(/ contents="[0-9]+: /, " contents=\"#: ", line)
			}
			print indent "\"" words "\""
		}
	}
	words = ""
}
function hold_end() {
	if (held != "")
		print held
	held = ""
}
# where a line divides a word
function unhyphened(text, at) {
	while (at = index(text, "\\u{ad}"))
		text = substr(text, 1, at - 1) substr(text, at + 6)
	return text
}
# the next line is no further child of the element that is held
function alone(next_line) {
	match(next_line, /^ */)
	return ending || RLENGTH < length(indent)
}
{
	line = unhyphened($0)
	if (match(line, /^ *([A-Z][A-Za-z0-9]*.*[a-z0-9"] )?page [0-9]+: "/) || match(line, /^ *[A-Z][A-Za-z0-9]* page [0-9]+: "/))
		sub(/page [0-9]+: "/, "\"", line)
	sub(/page [0-9]+: annotation/, "annotation", line)
	sub(/ to="page [0-9]+"/, " to=\"page\"", line)
	if (line ~ /^ *" [0-9ivxlc]+"$/)
		sub(/" .*"/, "\" #\"", line)
}
line ~ /^ *"/ {
	text = line
	sub(/^ *"/, "", text)
	sub(/"$/, "", text)
	match(line, /^ */)
	indent = substr(line, 1, RLENGTH)
	words = words text
	next
}
{
	$0 = line
	flush()
	if (line ~ /^ *annotation/ && line == last)
		next
	hold_end()
	last = line
	held = line
}
END {
	ending = 1
	flush()
	hold_end()
}
