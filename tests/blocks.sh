#!/bin/sh
# blocks.sh [KIND...]: what the schema lets a record have, its report has. The schema says what each element may hold
# (tests/blocks/schema.xsl); for each element in each place a small record is made that has a word of its own there
# (tests/blocks/samples and places), and in every kind of report the word has to stand once.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace
kinds=${*:-$(find templates -name report.xsl | sed 's|templates/\(.*\)/.*|\1|' | sort | tr '\n' ' ')}
mkdir "$work/in" "$work/out"

xsltproc tests/blocks/schema.xsl templates/record.rng | sort -u >"$work/pairs"
awk -v kinds="$kinds" -v out="$work/in" -v data="$(cat tests/blocks/data.xml)" -f tests/blocks/records.awk \
	tests/blocks/samples tests/blocks/places tests/blocks/never "$work/pairs"
head='version="1" kind="unit" status="final" id="u" xml:lang="en-GB"'
echo "<inspection-record $head><meta><organisation>o</organisation><unit kind='bocu' short='U'>U</unit>
<issued date='2007-07'/></meta><data/><body><section><heading>h</heading><recommendation><text><para>unitword</para></text>
</recommendation></section></body></inspection-record>" >"$work/in/unit.xml"
echo '<boilerplate version="1" id="b" xml:lang="en-GB"><para>sharedword</para></boilerplate>' >"$work/in/shared.xml"
echo '<boilerplate version="1" id="b" xml:lang="en-GB"><para><param name="p"/></para></boilerplate>' >"$work/in/with.xml"
check "every element that holds blocks or words has a place in tests/blocks/places" sh -c "! cat '$work/in/faults' 2>/dev/null"

# The meta part, with the particulars and the signature.
for part in $(sed -n 's/^meta //p' "$work/pairs"); do
	check "tests/blocks/meta has $part" grep -q "^$part	" tests/blocks/meta
done
for kind in $kinds; do
	[ "$kind" != specimen ] || continue # of no inspection
	{
		echo "<inspection-record version='1' kind='$kind' status='final' id='r' xml:lang='en-GB'><meta>"
		grep -v '^#' tests/blocks/meta | cut -f 2
		echo "</meta><data/><body><particulars/><section><heading>h</heading></section>"
		echo "<signature><name>a-name-z</name></signature></body></inspection-record>"
	} >"$work/in/$kind.meta.xml"
	awk -F '\t' -v kind="$kind" '!/^#/ && index(" " $4 " ", " " kind " ") == 0 {
		print kind ".meta\t" $1 ", " kind "\t" $3 "\t+" }' tests/blocks/meta >>"$work/in/list"
	echo "$kind.meta	signature, $kind	a-name-z	1" >>"$work/in/list"
done

cut -f 1 "$work/in/list" | sort -u | sed "s|.*|$work/in/&.xml|" | xargs "$B/revisit" build --to report -o "$work/out" \
	>"$work/said" 2>&1 || true
while IFS='	' read -r name what word often; do
	if [ ! -e "$work/out/$name.report.xml" ]; then
		# said once
		[ "$name" = "${told:-}" ] || fail "$what: no report: $(grep -m 1 "/$name\.[a-z]*:.*\(error\|failure\)" "$work/said" |
			sed 's/.*: \(error\|failure\): //')"
		told=$name
		continue
	fi
	times=$(grep -o -- "$word" "$work/out/$name.report.xml" | wc -l)
	if [ "$times" = 1 ] || { [ "$often" = + ] && [ "$times" -gt 1 ]; }; then
		pass
	else
		fail "$what: $times times"
	fi
done <"$work/in/list"
done_counting
