# pages.awk: from frames, a line for each page: how much stands on it, and the beginnings of its first and its
# last line. The frames go into the folder `into`, a file a page, to be summed up: without the lines of the
# record, and without header and footer, which say how many pages there are.

function told() {
	if (page)
		printf "%s: %d texts, %d others, from \"%s\" to \"%s\"\n", name, texts, others, first, last
	texts = others = 0
	first = last = ""
}
# its first five words
function brief(words, i) {
	sub(/^[^"]*"/, "", words)
	sub(/ *"$/, "", words)
	split(words, word, " ")
	words = word[1]
	for (i = 2; i <= 5 && i in word; i++)
		words = words " " word[i]
	return words
}

/^page / {
	told()
	if (file)
		close(file)
	file = sprintf("%s/%04d", into, ++page)
	name = $1 " " $2 " " $3
}
/ header( "|$)/ || / footer( "|$)/ { next }
{ sub(/ :[^ ]+/, ""); print >file }
/^  text / {
	texts++
	if (!/ watermark "/ && !/ "[0-9]+"$/) {
		last = brief($0)
		if (first == "")
			first = last
	}
}
/^  [^t]/ { others++ }
END { told() }
