# spoken.awk: the words of `revisit info --structure`, in order, a block a line. figures=alt: figures say
# their alternatives; figures=none: nothing. notes=none: no notes. pages=1: the number of the page before
# each line, and a tab; the marks of notes then stand at their words, as they do on paper.
function flush() {
	if (line != "")
		print (pages ? line_page "\t" : "") line
	line = ""
}
function out(text) {
	if (block || (pages && page != line_page))
		flush()
	block = 0
	line = line text
	line_page = page
}
function unquoted(text) {
	gsub(/\\u\{ad\}/, "", text)
	gsub(/\\u\{a0\}/, "\302\240", text)
	gsub(/\\"/, "\"", text)
	gsub(/\\\\/, "\\", text)
	return text
}
{
	match($0, /^ */)
	deep = RLENGTH
	rest = substr($0, deep + 1)
	if (skip && deep > skip_deep)
		next
	skip = 0
	tag = rest
	sub(/[ :"].*/, "", tag)
	if (tag == "annotation" || rest ~ /^page [0-9]+: annotation/ || rest ~ /^!/)
		next
	if (tag !~ /^(Span|Link|Reference|Comment|)$/ && tag != "page")
		block = 1
	if (tag == "Lbl" || (tag == "Reference" && !pages))
		line = line " "
	if (notes == "none" && tag == "Note") {
		skip = 1
		skip_deep = deep
		next
	}
	if (tag == "Figure") {
		skip = 1
		skip_deep = deep
		if (figures == "alt" && match(rest, / alt="/)) {
			text = substr(rest, RSTART + 6)
			sub(/" (page [0-9]+: )?"([^"\\]|\\.)*"$/, "", text)
			sub(/"$/, "", text)
			block = 1
			out(unquoted(text))
			block = 1
		}
		next
	}
	# the words at the end of the line, with their page
	if (match(rest, /page [0-9]+: "/) && (RSTART == 1 || substr(rest, 1, RSTART - 1) !~ /^"/)) {
		page = substr(rest, RSTART + 5) + 0
		rest = substr(rest, RSTART + RLENGTH - 1)
	}
	if (rest !~ /^"/ && !match(rest, /^[A-Z][A-Za-z0-9]*( [a-z]+(=("([^"\\]|\\.)*"|[0-9]+))?)* "/))
		next
	if (rest !~ /^"/)
		rest = substr(rest, RLENGTH)
	text = rest
	sub(/^"/, "", text)
	sub(/"$/, "", text)
	out(unquoted(text))
}
END { flush() }
