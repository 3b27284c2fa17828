# words.awk EXPECTED FOUND: two lists, a word a line, are the same; U+E000 stands for any number of a page,
# U+E001 for any marker of a list. Shows where they part.
BEGIN { number = "\356\200\200"; marker = "\356\200\201" }
function alike(wanted, found) {
	if (wanted == found || toupper(wanted) == found) # a style may raise it
		return 1
	if (wanted == marker)
		return found !~ /[A-Za-z0-9]/ && length(found) <= 4
	at = index(wanted, number)
	if (!at)
		return 0
	rest = substr(wanted, at + length(number))
	if (substr(found, 1, at - 1) != substr(wanted, 1, at - 1) || length(found) < at + length(rest))
		return 0
	middle = substr(found, at, length(found) - at + 1 - length(rest))
	return middle ~ /^([0-9]+|[ivxlc]+)$/ && substr(found, at + length(middle)) == rest
}
NF == 0 { next }
FNR == NR { expected[++wanted] = $0; next }
{ found[++got] = $0 }
END {
	for (i = 1; i <= wanted || i <= got; i++)
		if (!alike(expected[i], found[i])) {
			from = i > 8 ? i - 8 : 1
			for (j = from; j <= i + 8; j++) {
				left = left " " expected[j]
				right = right " " found[j]
			}
			print "word " i " of " wanted ":\n  wanted" left "\n  found " right
			exit 1
		}
	if (wanted < 1) {
		print "there are no words"
		exit 1
	}
	print wanted " words"
}
