#!/bin/sh
# layout.sh: reports that no inspector would write. Each must end in bounded time and memory with a
# sound document or one clear finding, and never a signal. LONG=1: the largest ones, too.
set -eu
cd "$(dirname "$0")/../.."
. tests/lib.sh
workspace
LC_ALL=C
export LC_ALL

# repeat COUNT TEXT: the text so many times; %d in it is the count so far
repeat() {
	awk -v n="$1" -v text="$2" 'BEGIN {
		count = split(text, parts, "%d")
		for (i = 1; i <= n; i++) {
			all = parts[1]
			for (j = 2; j <= count; j++)
				all = all i parts[j]
			printf "%s", all
		}
	}'
}
words='<para>The unit has done what it said that it would do, and most of it has helped those whom it was meant to help.</para>'
long=$(repeat 300 'The unit has done what it said that it would do. ')

# report NAME: a report of what is on standard input
report() {
	{
		echo '<?xml version="1.0" encoding="UTF-8"?><report xml:lang="en-GB"><head><title>T</title>'
		echo '<words page="Page {page} of {pages}" continued="(continued)"/></head>'
		cat
		echo '</report>'
	} >"$work/$1.xml"
}

# build NAME SECONDS MEGABYTES: lays it out; what is said in $work/said, the frames in $work/frames. The
# seconds are of processor time: what else runs beside it is no fault. A sanitized program is slower and
# maps terabytes.
build() {
	seconds=$2 status=0
	rm -f "$work/frames"
	[ -z "${SAN:-}" ] || seconds=$(($2 * 20))
	(
		ulimit -t "$seconds"
		[ -n "${SAN:-}" ] || ulimit -v $(($3 * 1024 + 100000))
		exec "$B/revisit" build --from report --to frames --timeout $((seconds * 30)) -o "$work/frames" "$work/$1.xml"
	) >"$work/said" 2>&1 || status=$?
}

pages() { grep -c '^page' "$work/frames"; }

# No text may begin below the foot of its page; furniture alone stands lower.
inside() {
	awk '/^page/ { foot = $5 - 79 } / (content|repeat|text) / && $1 == "text" && !/(header|footer) / && $3 > foot { print FILENAME ": " $0; bad = 1 } END { exit bad }' \
		"$work/frames"
}

# sound NAME SECONDS MEGABYTES PAGES LAST: a document of so many pages (from-to), in which the words LAST
# stand, and nothing below the foot of a page
sound() {
	build "$1" "$2" "$3"
	count=$([ -e "$work/frames" ] && pages || echo 0)
	if [ $status != 0 ] || [ "$count" -lt "${4%-*}" ] || [ "$count" -gt "${4#*-}" ]; then
		fail "$1: status $status, $count pages: $(head -c 300 "$work/said" | tr '\n' ' ')"
	elif ! grep -q "$5" "$work/frames"; then
		fail "$1: $5 is not in it"
	elif ! inside >"$work/low"; then
		fail "$1: below the foot: $(head -n 1 "$work/low")"
	else
		pass
	fi
	rm -f "$work/$1.xml"
}

# refused NAME MESSAGE: one finding and status 3
refused() {
	build "$1" 5 200
	if [ $status = 3 ] && [ "$(wc -l <"$work/said")" = 1 ] && grep -q "$2" "$work/said"; then
		pass
	else
		fail "$1: status $status: $(head -c 300 "$work/said" | tr '\n' ' ')"
	fi
	rm -f "$work/$1.xml"
}

# ---- cells ----
echo "<section><table><row><cell><para>$long END</para></cell><cell><para>x</para></cell></row></table></section>" |
	report tall-cell
sound tall-cell 2 100 4-12 '"END"\|END'
{
	echo "<section><table><row part='head'><cell scope='column'><para>H</para></cell><cell scope='column'/></row><row together='yes'><cell rowspan='3'><para>$long</para></cell><cell>$words</cell></row>"
	echo "<row><cell><para>$long</para></cell></row><row><cell><para>END</para></cell></row></table></section>"
} | report tall-span
sound tall-span 2 100 6-24 END
{
	echo '<section><table><row><cell rowspan="1000"><para>a</para></cell><cell><para>b</para></cell></row>'
	repeat 999 '<row><cell><para>row %d</para></cell></row>'
	echo '</table></section>'
} | report spanned-rows
sound spanned-rows 2 100 20-60 'row 999'
{
	echo "<section><table><row part='head'><cell scope='column'><para>$long</para></cell></row>"
	repeat 50 '<row><cell><para>row %d</para></cell></row>'
	echo '</table></section>'
} | report tall-head
sound tall-head 2 100 3-12 'row 50'
{
	echo '<section>'
	repeat 60 '<table><row><cell>'
	echo '<para>nested</para>'
	repeat 60 '</cell></row></table>'
	echo '</section>'
} | report nested-tables
sound nested-tables 2 100 1-1 n
{
	echo '<section><table>'
	repeat 20 '<row>'
	repeat 1000 '<cell><para>1</para></cell>'
	echo '</row></table></section>'
} | sed 's|\(<row>\)*<row>|<row>|' | report thousand-columns
refused thousand-columns 'a table has more than 64 columns'
{
	echo '<section><table><row>'
	repeat 64 '<cell><para>column%d</para></cell>'
	echo '</row></table></section>'
} | report many-columns
sound many-columns 2 100 1-2 ':[0-9]* "c'

# ---- words and lines ----
{ echo '<section><para>'; head -c 1000000 /dev/zero | tr '\0' x; echo '</para></section>'; } | report word
sound word 5 150 200-400 xxxxxxxx
{ echo '<section><para>http://'; repeat 200000 'ab.c/'; echo '</para></section>'; } | report address
sound address 5 200 200-400 'ab.c/'
{ echo '<section><table><row><cell><para>'; head -c 1000000 /dev/zero | tr '\0' x; echo '</para></cell><cell><para>y</para></cell></row></table></section>'; } |
	report word-in-cell
sound word-in-cell 5 150 100-700 xxxxxxxx
{ echo '<section><para>'; repeat 12000 'The unit has done what it said that it would do. '; echo 'END</para></section>'; } |
	report paragraph
sound paragraph 5 150 100-200 END
{ printf '<section><para>a'; repeat 20000 '&#x301;'; echo '</para></section>'; } | report marks
sound marks 5 150 1-1 a
{ echo '<section>'; repeat 200 '<box>'; echo "$words"; repeat 200 '</box>'; echo '</section>'; } | report boxes
build boxes 5 100
check "boxes in boxes end" [ $status = 0 ]

# ---- comments in drafts ----
draft() { sed -i 's/<report /<report status="draft" /; s/<words /<words draft="DRAFT" /' "$work/$1.xml"; }
{ echo '<section><para>'; repeat 3000 'w<comment><para>comment %d</para></comment> '; echo '</para></section>'; } |
	report comments
draft comments
sound comments 2 100 20-120 '3000'
{ echo "<section><para>w<comment><para>$long END</para></comment></para></section>"; } | report tall-comment
draft tall-comment
sound tall-comment 2 100 3-20 END
{
	echo '<section><table><row>'
	repeat 30 '<cell><para>w<comment><para>comment %d</para></comment></para></cell>'
	echo '</row></table></section>'
} | report comments-in-cells
draft comments-in-cells
sound comments-in-cells 2 100 1-3 'comment 30'

# ---- lists ----
{ echo '<section>'; repeat 120 '<list><item><para>level %d</para>'; repeat 120 '</item></list>'; echo '</section>'; } |
	report lists
sound lists 2 100 1-5 'level 120'
{ echo '<section>'; repeat 500 '<list><item><para>level %d</para>'; repeat 500 '</item></list>'; echo '</section>'; } |
	report deep-lists
refused deep-lists 'more than 256 deep in each other'

# ---- notes ----
{ echo '<section><para>'; repeat 1000 'w<note><para>note number %d.</para></note> '; echo '</para></section>'; } | report notes
sound notes 5 100 20-60 '1000 '
{ echo "<section><para>word<note><para>$long END</para></note></para></section>"; } | report tall-note
sound tall-note 5 100 3-12 END
{ echo '<section>'; repeat 200 "<para>word<note><para>$(repeat 20 'The unit has done what it said. ')</para></note></para>"; echo '</section>'; } |
	report long-notes
sound long-notes 5 150 20-80 '200 '
{ echo '<section><table>'; repeat 100 '<row><cell><para>a<note><para>left %d</para></note></para></cell><cell><para>b<note><para>right %d</para></note></para></cell></row>'; echo '</table></section>'; } |
	report cell-notes
sound cell-notes 5 100 3-15 'right 100'
{ echo '<section><table>'; repeat 100 "<row><cell><para>$(repeat 150 'The unit has done what it said. ')</para></cell><cell><para>b<note><para>right %d</para></note></para></cell></row>"; echo '</table></section>'; } |
	report notes-beside
sound notes-beside 5 150 100-400 'right 100'
{
	echo '<section>'
	repeat 6 "<table><row><cell><para>$(repeat 150 'The unit has done what it said. ')</para></cell><cell><para>w<note><para>$(repeat 150 'beside %d ')</para></note></para>"
	repeat 6 '</cell></row></table>'
	echo '</section>'
} | report notes-nested
sound notes-nested 5 150 10-400 "beside 6"
{ echo '<section columns="2">'; repeat 100 "<para>two<note><para>column %d</para></note> columns</para>"; echo '</section>'; } |
	report column-notes
sound column-notes 5 150 3-15 'column 100'

# ---- many ----
{ echo '<section>'; repeat 10000 "$words"; echo '</section>'; } | report paragraphs
sound paragraphs 10 200 300-600 'The unit'
{ echo '<section>'; repeat 5000 '<section><heading>Heading %d</heading></section>'; echo '</section>'; } | report headings
sound headings 5 150 150-600 'Heading 5000'
{ echo '<section>'; repeat 5000 "<para keep-next='yes'>kept %d</para>"; echo '</section>'; } | report kept
sound kept 5 150 50-300 'kept 5000'
{ echo '<section><contents/></section>'; repeat 2000 "<section><heading>Chapter %d</heading>$words</section>"; } | report chapters
sound chapters 5 150 100-500 'Chapter 2000'
{
	echo '<section><table><row part="head"><cell scope="column"><para>A</para></cell><cell scope="column"><para>B</para></cell><cell scope="column"><para>C</para></cell></row>'
	repeat 10000 '<row><cell scope="row"><para>Unit %d</para></cell><cell><para>%d</para></cell><cell><para>some words here</para></cell></row>'
	echo '</table></section>'
} | report rows
sound rows 10 200 200-600 'Unit 10000'
{
	echo '<section><table><row part="head"><cell scope="column"><para>A</para></cell><cell scope="column"><para>B</para></cell></row>'
	repeat 100000 '<row><cell scope="row"><para>Unit %d</para></cell><cell><para>%d</para></cell></row>'
	echo '</table></section>'
} | report hundred-thousand-rows
sound hundred-thousand-rows 5 600 2000-6000 'Unit 100000'
if [ -n "${LONG:-}" ]; then
	{ echo '<section>'; repeat 100000 "$words"; echo '</section>'; } | report hundred-thousand
	sound hundred-thousand 60 1000 3000-6000 'The unit'
fi

# A record of many paragraphs that are numbered through a chapter: none may look at all others.
cp -r input/units input/boilerplate "$work/"
awk '/<para number="auto">/ && !done { done = 1; for (i = 0; i < 20000; i++) print "<para number=\"auto\">The authority has asked for this.</para>" } 1' \
	input/mpa-2005.xml >"$work/running.xml"
seconds=10 status=0
[ -z "${SAN:-}" ] || seconds=200
(
	ulimit -t $seconds
	exec "$B/revisit" build --draft --to report --timeout $((seconds * 30)) -o "$work/running.report" "$work/running.xml"
) >"$work/said" 2>&1 || status=$?
check "20,000 paragraphs are numbered through" [ "$status $(grep -c 'label="200[01][0-9]"' "$work/running.report")" = '0 6' ]

# ---- nothing ----
: | report empty
build empty 2 100
check "an empty report has a page" [ "$status $(pages)" = '0 1' ]
echo '<cover/><section><heading/><para/><contents/><list><item><para/></item></list><table><row><cell/></row></table><box/><box><heading/></box><para><note><para/></note></para><para><span/><link uri="http://a/"/></para></section><section columns="3"/><section columns="3"><para/></section>' |
	report nothing
build nothing 2 100
check "empty parts make pages" [ "$status $(pages)" = '0 2' ]

done_counting
