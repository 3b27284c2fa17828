#!/bin/sh
# words.sh: the words of a report stand in its PDF, all of them, in order: as a screen reader is given them
# (by the structure), and as they are copied or searched (by pdftotext, page by page). The expected words
# come from the report as data, not from its layout.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace

# White space divides words, unbroken or not; soft hyphens are not seen, and the controls of direction say nothing.
split() { LC_ALL=C sed 's/\xc2\xad//g; s/\xc2\xa0/ /g; s/\xe2\x80[\x8e\x8f\xaa-\xae]//g' | LC_ALL=C tr -s ' \n\t\f' '\n' | sed '/^$/d'; }
# The characters alone.
squeezed() { split | LC_ALL=C tr -d '\n'; }
shuffled() { iconv -f UTF-8 -t UTF-32BE | od -An -v -tx1 -w4 | sort; }

# read_aloud NAME OPTIONS... INPUT: the words by the structure are those of the report
read_aloud() {
	report=$1
	shift
	"$B/revisit" build --to report -o "$work/x.xml" "$@" 2>"$work/said"
	"$B/revisit" build -o "$work/x.pdf" "$@" >"$work/said" 2>&1
	xsltproc tests/report-words.xsl "$work/x.xml" | split >"$work/wanted"
	"$B/revisit" info --structure "$work/x.pdf" | awk -v figures=alt -f tests/spoken.awk | split >"$work/found"
	check "$report: words by the structure" awk -f tests/words.awk "$work/wanted" "$work/found"
}

# within: the words of $work/wanted come in that order in $work/found, among others. A word may be divided:
# at the end of a line after a hyphen, in an address, anywhere in scripts without spaces; before a raised mark;
# and two may touch, as the number of an item and what follows.
within() {
	LC_ALL=C awk 'NR == FNR { wanted[++count] = $0; next }
	{ word[++found] = $0 }
	END {
		for (j = 1; j <= found && at < count; j++) {
			k = j
			joined = word[j]
			while (joined != wanted[at + 1] && k < found && index(wanted[at + 1], joined) == 1)
				joined = joined word[++k]
			if (joined == wanted[at + 1]) {
				at++
				j = k
				continue
			}
			k = at + 1
			joined = wanted[k]
			while (joined != word[j] && k < count && index(word[j], joined) == 1)
				joined = joined wanted[++k]
			if (joined == word[j])
				at = k
		}
		if (at == count)
			exit 0
		print "word " at + 1 " of " count " does not follow: " wanted[at - 2] " " wanted[at - 1] " " \
			wanted[at] " >" wanted[at + 1] "< " wanted[at + 2]
		exit 1
	}' "$work/wanted" "$work/found"
}

# copied NAME REPORT: page by page, the words that pdftotext finds: no letter too many or too few, and the
# words of the text in order. (What stands in charts, notes and margins has no one place in that order.)
copied() {
	report=$1
	# beside its pictures, and without a watermark, whose letters are no words and stand anywhere
	final=$(dirname "$2")/final.xml
	sed 's/ status="draft"/ status="final"/' "$2" >"$final"
	for to in pdf frames; do
		"$B/revisit" build --from report --allow input --to $to -o "$work/x.$to" "$final" >"$work/said" 2>&1 ||
			{ fail "$report: no $to: $(tail -n 1 "$work/said")"; return; }
	done
	rm -f "$final"
	"$B/revisit" info --structure "$work/x.pdf" | awk -v pages=1 -v figures=none -v notes=none \
		-f tests/spoken.awk >"$work/spoken"
	for page in $(seq "$(grep -c '^page ' "$work/x.frames")"); do
		# of the letters of one glyph pdftotext turns the order round, in text from right to left
		pdftotext -raw -f "$page" -l "$page" "$work/x.pdf" - | sed 's/ىل/لى/g; s/أل/لأ/g' | split >"$work/found"
		awk -F '\t' -v page="$page" '$1 == page { print $2 }' "$work/spoken" | split >"$work/wanted"
		awk -v page="page $page " 'index($0, "page ") == 1 { on = index($0, page) == 1 } on && /^  text / {
			sub(/^[^"]*"/, ""); sub(/"$/, ""); gsub(/\\"/, "\""); gsub(/\\\\/, "\\"); print }' "$work/x.frames" |
			split >"$work/placed"
		for side in found placed; do
			squeezed <"$work/$side" | shuffled >"$work/$side.all"
		done
		cmp -s "$work/found.all" "$work/placed.all" || {
			echo "page $page has other letters than were set:"
			diff "$work/found.all" "$work/placed.all" | head -n 5
		}
		within || echo "on page $page"
	done >"$work/wrong"
	if [ -s "$work/wrong" ]; then
		fail "$report: words by pdftotext"
		head -n 12 "$work/wrong"
	else
		pass
	fi
}

for record in input/*.xml; do
	read_aloud "$(basename "$record")" "$record"
	cp "$work/x.xml" "$work/report.xml"
	copied "$(basename "$record")" "$work/report.xml"
done
cp -R tests/reports "$work/reports"
for file in "$work"/reports/*.xml; do
	read_aloud "$(basename "$file")" --from report "$file"
	copied "$(basename "$file")" "$file"
done

# The test sees what it is there to see: words that are missing, doubled or in another order.
"$B/revisit" build --from report -o "$work/x.pdf" tests/reports/small.xml >"$work/said" 2>&1
"$B/revisit" build --from report --to report -o "$work/x.xml" tests/reports/small.xml 2>"$work/said"
"$B/revisit" info --structure "$work/x.pdf" | awk -v figures=alt -f tests/spoken.awk | split >"$work/found"
xsltproc tests/report-words.xsl "$work/x.xml" | split >"$work/right"
for change in '30d' '30p' '30{h;d;};31G' '$d' '1d' 's/^Teams$/teams/'; do
	sed "$change" "$work/right" >"$work/wanted"
	check "noticed: $change" sh -c "! awk -f tests/words.awk '$work/wanted' '$work/found' >/dev/null"
done
done_counting
