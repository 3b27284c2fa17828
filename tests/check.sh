#!/bin/sh
# check.sh: `revisit check` from outside: forms of findings, strictness, explanations, exit statuses.
# REGEN=1: takes over the forms of tests/check/ as they are now; look at the difference!
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace
sound=$PWD/tests/records/sound-follow-up.xml

# A record with an error, a warning, a note that is waived, and characters that forms must escape; a
# sound one; one that is not there.
sed 's|value="8.97"|value="8.79"|; s|All teams|All all teams|; s|Northfield BCU are|Northfield <q>\&amp;</q> BCU are|
	s|what="direction" value="worse"|what="direction" value="better"|
	s|</body>|&<waive rule="R09" at="robbery.direction" reason="as \&quot;published\&quot;"/>|' \
	"$sound" >"$work/spoilt & odd.xml"
cp "$sound" "$work/sound.xml"

# form NAME EXTENSION: the findings in that form are as kept
form() {
	expect=$PWD/tests/check/expect.$2
	(cd "$work" && "$B/revisit" check --format "$1" 'spoilt & odd.xml' sound.xml missing.xml) \
		>"$work/all" 2>"$work/said" || true
	grep -v shortDescription "$work/all" >"$work/$2" # the list of all codes, which grows
	[ -z "${REGEN:-}" ] || cmp -s "$expect" "$work/$2" || cp "$work/$2" "$expect"
	check "the form $1 is as kept" diff -u "$expect" "$work/$2"
	check "the form $1 has the standard output to itself" [ ! -s "$work/said" ]
}
form json json
form sarif sarif
form junit junit.xml
form summary summary
check "JUnit is well-formed" xmllint --noout tests/check/expect.junit.xml
if command -v python3 >/dev/null; then
	for name in json sarif; do
		"$B/revisit" check --format $name "$work/sound.xml" "$work/spoilt & odd.xml" \
			>"$work/whole" 2>/dev/null || true
		check "$name is JSON" python3 -m json.tool "$work/whole" /dev/null
	done
else
	skip "no python3 to read JSON with"
fi

# status EXPECTED ARGUMENTS...: the exit status of check
status() {
	expect=$1
	shift
	got=0
	"$B/revisit" check "$@" >"$work/out" 2>"$work/err" || got=$?
	check "status $expect of check $*: got $got" [ "$got" = "$expect" ]
}
status 0 "$sound"
check "a sound record is met with silence" [ ! -s "$work/err" ]
status 1 "$work/spoilt & odd.xml"
check "text goes to the standard error" [ ! -s "$work/out" ]
check "what is waived is a note with its reason" grep -q 'waived: as "published"' "$work/err"
status 1 --strict "$work/spoilt & odd.xml"
check "a strict check waives nothing" sh -c "! grep -q waived: '$work/err'"
check "a strict check finds what was waived" grep -q ': error: `robbery.direction`' "$work/err"
status 3 "$work/missing.xml"
status 3 "$sound" "$work/missing.xml"
status 2 --format word "$sound"
status 2
status 2 --explain R77
status 0 --explain R09
check "a rule is explained with an example" grep -q '^Wrong:  ' "$work/out"
status 0 --explain schema-value
status 0 --explain all
for rule in $(sed -n 's/^\(R[0-9]*\) .*/\1/p' "$work/out"); do
	check "rule $rule has a seeded mistake" sh -c "ls tests/golden/rules/$rule-*.sed"
done

# A unit's record that a committee's report takes in may use what the report explains, and the other way round.
mkdir -p "$work/units"
cp input/units/*.xml "$work/units"
sed 's/<para number="auto">HMIC came/<para number="auto">The Neighbourhood Enquiry Team (NET) was there. HMIC came/' \
	input/mpa-2005.xml >"$work/shared.xml"
status 0 "$work/shared.xml"
check "what is explained and never used is found" grep -q 'NET is explained here and never used' "$work/err"
sed -i 's/Its officers have become expert/The NET helps it. &/' "$work/units/hackney-2004.xml"
status 0 "$work/shared.xml"
check "what a unit's record uses is used" sh -c "! grep -q 'NET is explained' '$work/err'"

# One language may need words of its own where the other has the usual ones.
sed 's|</inspection-record>|<wording of="cover-visit" reason="house style">Gwelwyd eto: {date}</wording>&|
	s|</short>|&<row-label of="count">Y cyfan</row-label>|
	s|lle’r oedd y troseddau|& (<foreign xml:lang="en-GB">hot spots</foreign>)|' input/bilingual-cy.xml >"$work/own-cy.xml"
status 0 --pair input/bilingual-en.xml "$work/own-cy.xml"
check "own words are no difference" sh -c "! grep -q 'pair-' '$work/err'"

# Limits: each can be set, for check and build alike, and is named in the finding of what is over it.
# limit NAME LOW STATUS: with so little, the finding says which option allows more
limit() {
	for command in "check" "build --to report -o $work/limit.report"; do
		got=0
		# shellcheck disable=SC2086
		"$B/revisit" $command --limit "$1=$2" "$limited" 2>"$work/err" || got=$?
		check "$command --limit $1=$2 gives status $3, not $got" [ $got = "$3" ]
		check "$command --limit $1=$2 says what allows more" grep -q -e "--limit $1=NUMBER" "$work/err"
	done
}
limited=$sound
limit attributes 2 1
limit bytes 100 1
limit depth 3 1
limit names 5 1
limit nodes 10 1
limit run 20 1
limit tag 30 1
# more than the heap has to spare when the limit is set, and than is done before it is looked at
limited=$work/great.xml
awk '{ print } /<body>/ { print "<section><heading>Great</heading>"
	for (i = 0; i < 100000; i++) printf "<para>Sentence %d of very many stands here.</para>\n", i
	print "</section>" }' "$sound" >"$limited"
limit seconds 0.01 3
[ -n "${SAN:-}" ] || limit megabytes 40 3
# 30 MB: a record as large as the limits allow takes neither the time nor the memory that they do not
if [ -z "${SAN:-}" ]; then
	awk '{ print } /<body>/ { for (i = 0; i < 3000; i++) {
			printf "<section><heading>Part %d</heading>\n", i
			for (j = 0; j < 100; j++)
				printf "<para>Sentence %d of part %d is one of very many that stand in this record, each by itself.</para>\n", j, i
			print "</section>"
		} }' "$sound" | sed '/<para>Sentence/s/Sentence [0-9]*/Sentence/' >"$work/greatest.xml"
	"$B/revisit" check "$work/greatest.xml" 2>"$work/err" || true
	check "a record of 30 MB is checked within the limits" sh -c "! grep -q '\[limit\]\|record-limit' '$work/err'"
fi
sed "s|All teams|A$(awk 'BEGIN { for (i = 0; i < 31; i++) printf "\\xcc\\x81" }')ll teams|" \
	"$sound" >"$work/marks.xml"
status 1 "$work/marks.xml"
check "marks in a row are limited" grep -q -e '--limit marks=NUMBER' "$work/err"
status 0 --limit marks=31 "$work/marks.xml"
awk '/<\/body>/ { for (i = 0; i < 300; i++) print "<section>"; for (i = 0; i < 300; i++) print "</section>" }
	{ print }' "$sound" >"$work/deep.xml"
status 1 "$work/deep.xml"
check "depth is limited" grep -q 'more than 256 deep' "$work/err"
status 1 --limit depth=400 "$work/deep.xml"
check "more depth can be allowed" sh -c "! grep -q 'deep inside\|not well-formed' '$work/err'"
for wrong in depth depth= depth=x depth=0 depth=2001 depth=2.5 bytes=3e9 words=5 =3; do
	status 2 --limit $wrong "$sound"
done

# Two language versions of one report: the sample's are alike; forms, statuses and usage.
status 0 --pair input/bilingual-en.xml input/bilingual-cy.xml
check "the two versions of the sample are alike" [ ! -s "$work/err" ]
sed 's|<issued date="2007-10"/>|<issued date="2007-12"/>|' input/bilingual-cy.xml >"$work/other.xml"
status 1 --pair input/bilingual-en.xml "$work/other.xml"
check "a difference names both lines" \
	grep -q 'other.xml:13: error: .*2007-12.*2007-10.*(input/bilingual-en.xml:14) \[pair-structure\]' "$work/err"
status 1 --pair --format json input/bilingual-en.xml "$work/other.xml"
check "and is one of the findings in JSON" grep -q pair-structure "$work/out"
status 3 --pair input/bilingual-en.xml "$work/missing.xml"
# boilerplate is compared where it is taken in
mkdir -p "$work/pair"
for lang in en cy; do
	sed "s|<section id=\"monitoring\"|<section id=\"shared\"><heading>S</heading><include href=\"part-$lang.xml\"/></section>&|" \
		"input/bilingual-$lang.xml" >"$work/pair/$lang.xml"
done
printf '<boilerplate version="1" id="p" xml:lang="en-GB">\n<para>It is 24.5.</para></boilerplate>\n' >"$work/pair/part-en.xml"
printf '<boilerplate version="1" id="p" xml:lang="cy">\n<para>Mae’n 25.4.</para></boilerplate>\n' >"$work/pair/part-cy.xml"
status 1 --pair "$work/pair/en.xml" "$work/pair/cy.xml"
check "boilerplate in two languages is compared" \
	grep -q 'part-cy.xml:2: error: the text says 25.4 here, and 24.5 there (.*part-en.xml:2) \[pair-figure\]' "$work/err"
status 2 --pair input/bilingual-en.xml
status 2 --pair input/bilingual-en.xml "$work/other.xml" "$work/sound.xml"

# Charts and pictures: check finds what build does, without pages, and once.
mkdir -p "$work/shown"
cp tests/reports/pictures/photo.jpg "$work/shown"
cp tests/reports/pictures/photo.jpg "$work/shown/coarse.jpg"
printf '\001\000\110\000\110' | dd of="$work/shown/coarse.jpg" bs=1 seek=13 conv=notrunc 2>/dev/null # 72 an inch
# shown NAME FIGURE PATTERN: a record with that figure gives that one finding, when checked and when built
shown() {
	sed "s|<heading>Examples</heading>|&$2|" "$sound" >"$work/shown/$1.xml"
	"$B/revisit" check "$work/shown/$1.xml" >"$work/out" 2>"$work/checked" || true
	"$B/revisit" build -o "$work/shown/$1.pdf" "$work/shown/$1.xml" >"$work/out" 2>"$work/built" || true
	check "$1: check and build find the same" diff "$work/built" "$work/checked"
	check "$1: it is found" grep -q "$3" "$work/checked"
	check "$1: it is found once" [ "$(grep -c '^[^ ]' "$work/checked")" = 1 ]
}
image() { echo "<figure><image href=\"$1\"/><alt>What the picture shows.</alt></figure>"; }
shown missing "$(image none.png)" 'shown/missing.xml:108: error: .*none.png is not there \[image\]'
shown outside "$(image ../sound.xml)" ': error: .*sound.xml .*\[image\]'
shown coarse "$(image coarse.jpg)" ': warning: .* has 72 pixels an inch .*\[image-coarse\]'
shown unsourced '<figure><chart kind="milestones"/></figure>' ': warning: a chart has no source \[chart-honesty\]'
sed "s|<heading>Examples</heading>|&$(image photo.jpg)|" "$sound" >"$work/shown/fine.xml"
status 0 "$work/shown/fine.xml"
check "a picture that is fit for print is met with silence" [ ! -s "$work/err" ]
sed "s|<alt>What.*shows.</alt></figure>|</figure>|" "$work/shown/fine.xml" >"$work/shown/wordless.xml"
status 1 "$work/shown/wordless.xml"
check "a picture without words is an error" grep -q '`alt` is missing' "$work/err"
# the narrative has charts without placing them
sed 's|<peer-group.*/peer-group>||; /<position /d; /<detection-position /d; /contract /d; /what="[pd]/d
	s|\(<month at="2007-0[3-6]" value="2[57]"\)|\1 peer="20.5"|; s|, while det.*</para>|.</para>|
	s|<judgement of|<measure-narrative measure="robbery"/>&|' "$sound" >"$work/shown/narrative.xml"
status 0 "$work/shown/narrative.xml"
check "peers without a group are found in the narrative’s charts, too" \
	grep -q 'does not name their group \[chart-honesty\]' "$work/err"
sed 's|\(<month at="2007-0[346]" value="2[57]"\)|\1 peer="24.9"|
	s|<judgement of|<measure-narrative measure="robbery"/>&|' "$sound" >"$work/shown/gap.xml"
status 0 "$work/shown/gap.xml"
check "peers that leave out a month are found there" \
	grep -q 'gap.xml:5[0-9]: warning: .* leave out months .*\[chart-honesty\]' "$work/err"

# A record to begin with is a sound one, from which a report can be made; it replaces nothing.
for kind in follow-up force-graded force-standard committee; do
	new=$work/new-$kind.xml
	check "a new record of kind $kind" "$B/revisit" new -o "$new" "$kind"
	check "it names the schema for editors" grep -q '<?xml-model href="file:///.*/templates/record.rng"' "$new"
	check "it has the file's name as its id" grep -q " id=\"new-$kind\"" "$new"
	check "it fits the schema" xmllint --noout --relaxng templates/record.rng "$new"
	"$B/revisit" check "$new" >"$work/err" 2>&1 || true
	check "nothing is found in a new record of kind $kind" [ ! -s "$work/err" ]
	check "a report is made of it" "$B/revisit" build --to report -o "$work/new.report" "$new"
done
got=0
"$B/revisit" new -o "$new" committee 2>"$work/err" || got=$?
check "a record that is there is not replaced" [ $got = 3 ]
got=0
"$B/revisit" new novel 2>"$work/err" || got=$?
check "an unknown kind is told, with those that there are" sh -c "[ $got = 3 ] && grep -q committee '$work/err'"

# Errors of the rules stop a final report, not a draft.
sed 's|<published what="comparison"|<published what="change" value="8.79"/>&|' \
	tests/records/minimal-follow-up.xml >"$work/draft.xml"
sed 's|status="draft"|status="final"|' "$work/draft.xml" >"$work/final.xml"
got=0
"$B/revisit" build --to report -o "$work/final.report" "$work/final.xml" 2>"$work/err" || got=$?
check "a final record that contradicts itself is not built" [ $got = 1 ]
check "and it is said why" grep -q '\[R01\]' "$work/err"
check "a draft is built" "$B/revisit" build --to report -o "$work/draft.report" "$work/draft.xml"
done_counting
