#!/bin/sh
# verify.sh: PDFs read back: what they carry, whether they are what their sources make; and files of
# every bad kind, each with a clear answer and status, nothing written but where it was asked for.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace
cd "$work"

record=$root/tests/records/minimal-follow-up.xml
"$revisit" build -o x.pdf "$record" >said 2>&1 || { fail "build: $(cat said)"; done_counting; exit 1; }
"$revisit" build --from report -o report.pdf "$root/tests/reports/small.xml" >said 2>&1
gives "untouched" 0 'x.pdf: identical' "$revisit" verify x.pdf
gives "made from a report" 0 'report.pdf: identical' "$revisit" verify report.pdf
gives "several" 0 'report.pdf: identical' "$revisit" verify x.pdf report.pdf
gives "extract" 0 'files' "$revisit" extract -o out x.pdf
check "the record comes out as it went in" cmp out/record/record.xml "$record"
check "the manifest comes out" grep -q '"manifest": 1' out/manifest.json
gives "extract once more" 0 '^out: [0-9]+ files$' "$revisit" extract -o out x.pdf
cp -R out edited
echo '<!-- mine -->' >>edited/record/record.xml
gives "extract over what was edited" 3 'x.pdf: failure: it carries record/record.xml, and another stands' \
	"$revisit" extract -o edited x.pdf
check "which stays" grep -q mine edited/record/record.xml
check "the others are there" grep -Eq '^edited: [0-9]+ of [0-9]+ files$' said
mkdir linked
ln -s ../edited linked/styles
gives "extract where a link leads elsewhere" 3 'it carries styles/.*, and another stands' "$revisit" extract -o linked x.pdf
check "and the others are there" [ -e linked/record/record.xml ]
gives "info" 0 'PDF/A-3A, PDF/UA-1' "$revisit" info x.pdf
gives "info as JSON" 0 '"tagged": true' "$revisit" info --json x.pdf
check "numbers are numbers there" grep -Eq '"pages": [0-9]+,' said
gives "rebuild" 0 'same words, same look' "$revisit" rebuild -o new.pdf x.pdf
check "rebuilt by the same program, it is the same" cmp x.pdf new.pdf
# The data of charts go with them, are made again, and can be taken out; a style may do without.
"$revisit" build -o charts.pdf "$root/tests/golden/charts-unit/record.xml" >said 2>&1
gives "a document with charts" 0 'charts.pdf: identical' "$revisit" verify charts.pdf
gives "the data of a chart" 0 'data/chart-005.csv .*Data' "$revisit" info charts.pdf
gives "out with the data" 0 'files' "$revisit" extract -o charts charts.pdf
check "a month of a chart" grep -q '^2005-09,29,30.8,30,' charts/data/chart-005.csv
check "the data's place in the manifest" grep -q '"role": "data"' charts/manifest.json
"$revisit" build --style hmic-2007 -o plain.pdf "$root/tests/golden/charts-unit/record.xml" >said 2>&1
check "a style without data" sh -c "! '$revisit' info plain.pdf | grep -q 'data/'"
# the sanitizers must be loaded before anything else, which faketime wants too
later="faketime 2031-02-03"
[ -z "${SAN:-}" ] || later=env
TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 $later "$revisit" build -o later.pdf "$record" >said 2>&1
check "made on another day, it is the same" cmp x.pdf later.pdf
gives "rebuild without -o" 2 'with -o' "$revisit" rebuild x.pdf
cp x.pdf own.pdf
gives "rebuild in place of what was published" 3 '^own.pdf: .*the published PDF itself' \
	"$revisit" rebuild -o own.pdf own.pdf
check "which stays" cmp x.pdf own.pdf
gives "rebuild in no style" 3 'there is no style' "$revisit" rebuild --style none -o new.pdf x.pdf
check "and that is all it says" sh -c '! grep -q "\[carried\]" said'
gives "rebuild into a folder" 3 '^out: failure: this is a folder' "$revisit" rebuild -o out x.pdf
for words in "verify" "extract" "info" "info --frob x.pdf" "rebuild -o - x.pdf" "verify x.pdf --json" "extract x.pdf -o late"; do
	gives "usage: $words" 2 'revisit help' "$revisit" $words
done

# every sample is what its sources make; with what it takes in
mkdir samples
"$revisit" build -o samples "$root"/input/*.xml >said 2>&1 || fail "samples: $(cat said)"
for sample in "$root"/input/*.xml; do
	name=$(basename "$sample" .xml)
	gives "sample $name" 0 "$name.pdf: identical" "$revisit" verify "samples/$name.pdf"
done
gives "what a record takes in" 0 'files' "$revisit" extract -o committee samples/mpa-2005.pdf
for file in "$root"/input/units/*.xml; do
	check "$(basename "$file") comes out" cmp "committee/record/units/$(basename "$file")" "$file"
done
gives "boilerplate" 0 'record/boilerplate/hmic-introduction.xml .*Source' "$revisit" info samples/thames-valley-2007.pdf
"$revisit" build --from report -o pictures.pdf "$root/tests/reports/pictures.xml" >said 2>&1
gives "pictures" 0 'identical' "$revisit" verify pictures.pdf

# ended in the middle, nothing is left behind
mkdir temporary
for word in TERM HUP; do
	status=0
	TMPDIR=$work/temporary timeout -s $word 0.4 "$revisit" verify samples/*.pdf samples/*.pdf samples/*.pdf \
		samples/*.pdf samples/*.pdf samples/*.pdf samples/*.pdf >said 2>&1 || status=$?
	check "SIG$word ends it: $status" [ $status != 0 ]
	check "and leaves no folder behind" [ -z "$(ls temporary)" ]
done

# what was asked for on the command line is asked for again
for options in "--sight grey" "--draft" "--record-lines" "--style hmic-2007"; do
	"$revisit" build $options -o asked.pdf "$record" >said 2>&1 || fail "$options: $(cat said)"
	gives "made with $options" 0 'asked.pdf: identical' "$revisit" verify asked.pdf
done
gives "patterns are named" 0 . "$revisit" extract -o asked asked.pdf
check "by the file" grep -q '"name": "hyph_en_GB.dic"' asked/manifest.json

# names that a document can carry, and one that the record's own copy would have had
mkdir taken
cp "$root/input/mpa-2005.xml" taken/committee.xml
cp "$root/input/units/bromley-2004.xml" taken/record.xml
cp "$root/input/units/hackney-2004.xml" "taken/a b.xml"
sed -i 's|units/bromley-2004.xml|record.xml|; s|units/hackney-2004.xml|a%20b.xml|' taken/committee.xml
gives "a name with a blank" 1 'committee.xml:85: error: a%20b.xml is not a plain name' \
	"$revisit" build -o taken.pdf taken/committee.xml
mv "taken/a b.xml" taken/a-b.xml
sed -i 's|a%20b.xml|a-b.xml|' taken/committee.xml
gives "a file that is called record.xml" 0 'pages' "$revisit" build -o taken.pdf taken/committee.xml
gives "and its document" 0 'identical' "$revisit" verify taken.pdf
gives "carried beside it" 0 'record/record-1.xml' "$revisit" info taken.pdf

# altered by others
cp x.pdf longer.pdf
printf '%% more\n%%%%EOF\n' >>longer.pdf
gives "something appended" 1 'appended by others: 13 bytes \(an update\)' "$revisit" verify longer.pdf
check "and what was first written is as it was" grep -q 'identical but for what was appended' said

# a real signature, over an incremental update
check "signing" sh "$root/tests/sign.sh" x.pdf signed.pdf "A. N. Other"
check "others take it for one" sh -c 'pdfsig -nocert signed.pdf | grep "Signature is Valid"'
gives "signed" 1 'a signature in the name of A. N. Other, dated 2026-03-31T12:00:00 \(adbe.pkcs7.detached\), of the whole file' \
	"$revisit" verify signed.pdf
check "and nothing else changed" grep -q 'by the update: same words, same look' said
check "and nothing was altered" grep -q 'identical but' said
gives "what is signed" 0 'appended +[0-9]+ bytes, signed' "$revisit" info signed.pdf
check "by whom" grep -q '^signed  *A. N. Other, 2026-03-31T12:00:00 (not checked here)$' said
gives "what is signed, as JSON" 0 '"appended": [0-9]+' "$revisit" info --json signed.pdf
check "with its signature" grep -q '"signed": true' said
check "and what that says" grep -q '"name": "A. N. Other"' said
gives "signed, as JSON" 1 '"verdict":"appended".*"name":"A. N. Other".*"whole":true' "$revisit" verify --json signed.pdf

# signed are the bytes around the signature: not those that somebody has left out beside it
range=$(LC_ALL=C grep -abo '/ByteRange\[0 [0-9]*' signed.pdf | cut -d: -f1)
cp signed.pdf gap.pdf
printf '0000001000' | dd of=gap.pdf bs=1 seek=$((range + 13)) conv=notrunc 2>/dev/null
gives "a signature with a gap beside it" 1 "of the file's first bytes only; whose it is, and whether it holds, is not checked" \
	"$revisit" verify gap.pdf
check "is not of the whole" sh -c '! grep -q "of the whole file" said'
qpdf signed.pdf signed-rewritten.pdf
gives "signed, and written again" 1 'a signature in the name of A. N. Other.* of nothing; whose' "$revisit" verify signed-rewritten.pdf

# an update that draws a page anew: its first words are left out
page=$(qpdf --show-pages x.pdf | sed -n 's/.*page 1: \([0-9]*\).*/\1/p')
drawing=$(qpdf --show-object="$page" x.pdf | sed -n 's|.*/Contents \([0-9]*\).*|\1|p')
qpdf --show-object="$drawing" --filtered-stream-data x.pdf |
	LC_ALL=C awk '/^\/P<</ { in_text = 1 } in_text && /TJ$/ && !gone { gone = 1; next } { print }' >drawn
{
	cat x.pdf
	printf '%d 0 obj\n<</Length %d>>stream\n' "$drawing" "$(wc -c <drawn)"
	cat drawn
	printf '\nendstream\nendobj\nxref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %s/Root %s 0 R/Prev %s>>\n' \
		"$drawing" "$(wc -c <x.pdf)" "$(qpdf --show-object=trailer x.pdf | sed 's|.*/Size \([0-9]*\).*|\1|')" \
		"$(qpdf --show-object=trailer x.pdf | sed 's|.*/Root \([0-9]*\).*|\1|')" "$(tail -n 2 x.pdf | head -n 1)"
	printf 'startxref\n%d\n%%%%EOF\n' "$(($(wc -c <x.pdf) + $(printf '%d 0 obj\n<</Length %d>>stream\n' "$drawing" "$(wc -c <drawn)" | wc -c) + $(wc -c <drawn) + 18))"
} >over.pdf
check "the update is one" qpdf --check over.pdf
gives "an update that draws a page anew" 1 'by the update: page 1, .*: (changed|removed): .*\[-' "$revisit" verify over.pdf
check "and its look" grep -q 'by the update: pages that look different: 1$' said

# updates that change neither words nor looks: what a record says that is taken out, where links lead, what
# runs when it is opened
trailer() { qpdf --show-object=trailer "$1" | sed "s|.*/$2 \([0-9]*\).*|\1|p;d"; }
updated() { # IN OUT NUMBER: with the object of that number as it is on standard input
	{ printf '%d 0 obj\n' "$3"; cat; printf '\nendobj\n'; } >object
	printf 'xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %s/Root %s 0 R/Info %s 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n' \
		"$3" "$(wc -c <"$1")" "$(trailer "$1" Size)" "$(trailer "$1" Root)" "$(trailer "$1" Info)" \
		"$(tail -n 2 "$1" | head -n 1)" $(($(wc -c <"$1") + $(wc -c <object))) >table
	cat "$1" object table >"$2"
}
link=samples/mpa-2005.pdf
embedded=$(qpdf --list-attachments x.pdf | sed -n 's|^record/record.xml -> \([0-9]*\),.*|\1|p')
{ printf '<</Type/EmbeddedFile/Length 4>>stream\n<a/>\nendstream'; } | updated x.pdf swap.pdf "$embedded"
gives "an update with another record" 1 'by the update: also different: the file record/record.xml$' "$revisit" verify swap.pdf
gives "its files" 0 'swap.pdf: warning: the file record/record.xml that it carries is not the one it was made from \[carried-other\]' \
	"$revisit" extract -o swapped swap.pdf
check "and whose they may be" grep -q 'warning: others have appended [0-9]* bytes to it' said
gives "its document of today" 3 'warning: the file record/record.xml that it carries is not' "$revisit" rebuild -o again.pdf swap.pdf
gives "the update as JSON" 1 '"besides":\["the file record/record.xml"\]' "$revisit" verify --json swap.pdf
catalog=$(trailer x.pdf Root)
qpdf --show-object="$catalog" x.pdf | sed 's|>>$|/OpenAction<</S/JavaScript/JS(x)>>/Odd 1>>|' | updated x.pdf script.pdf "$catalog"
gives "an update that runs something" 1 'also different: /Odd; what happens when it is opened$' "$revisit" verify script.pdf
annotation=1
while ! qpdf --show-object=$annotation $link | grep -aq '/URI (http'; do annotation=$((annotation + 1)); done
qpdf --show-object="$annotation" $link | sed 's|/URI (http[^)]*)|/URI (http://example.org/)|' | updated $link elsewhere.pdf "$annotation"
gives "an update of where a link leads" 1 'also different: links, or what else lies over page [0-9]+$' "$revisit" verify elsewhere.pdf
awk 'BEGIN { for (i = 0; i < 50000; i++) all = all "[.01] 0 d 0 0 m 600 800 l S\n"
	printf "<</Length %d>>stream\n%sendstream", length(all), all }' | updated x.pdf endless.pdf "$drawing"
gives "an update that is drawn without an end" 3 'endless.pdf: failure: how its pages look could not be compared' \
	"$revisit" verify --limit seconds=12 endless.pdf
check "and all else is told" grep -q 'identical but for what was appended' said
printf '<</Title(Another)>>' | updated x.pdf title.pdf "$(trailer x.pdf Info)"
gives "an update of the title" 1 'also different: .*its title' "$revisit" verify title.pdf

# a byte changed here and there: which object it was
at=$(qpdf --show-xref x.pdf | sed -n "s|^$drawing/0: uncompressed; offset = \([0-9]*\).*|\1|p")
cp x.pdf touched.pdf
printf '\000' | dd of=touched.pdf bs=1 seek=$((at + 200)) conv=notrunc 2>/dev/null
gives "a byte of a drawing" 1 'altered: its bytes are not those that were written' "$revisit" verify touched.pdf
check "and whose it was" grep -q "altered: object $drawing (the drawing of page 1) is not" said

# the same, by somebody who knows how the identifier is made
table=$(tail -n 2 x.pdf | head -n 1)
identifier() { head -c "$table" "$1" | sha256sum | cut -c 1-32; }
LC_ALL=C sed "s|$(identifier x.pdf)|$(identifier touched.pdf)|g" touched.pdf >forged.pdf
case $("$revisit" --version | head -n 1) in
*dirty* | *[0-9]) # of no certain commit: nobody knows whether it is the same program
	gives "a byte of a drawing, with another identifier" 1 "engine differs: .*no certain commit.*: object $drawing " \
		"$revisit" verify forged.pdf
	;;
*)
	gives "a byte of a drawing, with another identifier" 1 "altered: forged, or a fault .*: object $drawing " \
		"$revisit" verify forged.pdf
	check "is not told to be as it was" sh -c '! grep -q "not altered" said'
	gives "that as JSON" 1 '"verdict":"altered".*"seal":"doubtful"' "$revisit" verify --json forged.pdf
	;;
esac

# what it shows is not what its sources make: as if an older program had made it
sed 's/Meetings are held/Meetings used to be held/' "$record" >new.xml
cmp -s "$record" new.xml && fail "the record has not the words that are to change"
"$revisit" build -o other.pdf new.xml >said 2>&1 || fail "the other record: $(cat said)"
"$revisit" extract -o others other.pdf >said 2>&1
qpdf x.pdf --remove-attachment=manifest.json swapped1.pdf
qpdf swapped1.pdf --remove-attachment=record/record.xml swapped2.pdf
qpdf swapped2.pdf --add-attachment others/record/record.xml --key=record/record.xml --filename=record/record.xml -- \
	--add-attachment others/manifest.json --key=manifest.json --filename=manifest.json -- swapped.pdf
gives "words that changed" 1 'page [0-9]+, .*: changed: .*\{\+used to be' "$revisit" verify --diff pictures swapped.pdf
check "pages that changed" grep -q 'pages that look different: [0-9]' said
check "and are shown side by side" sh -c 'ls pictures/swapped.pdf-00*.png | grep -q .'
check "which is a picture" sh -c 'head -c 4 pictures/swapped.pdf-00*.png | grep -q PNG'
head -c 200000 /dev/zero >pictures/swapped.pdf-099.png
cp "$(ls pictures/swapped.pdf-00*.png | head -n 1)" pictures/swapped.pdf-050.png
gives "pictures of an earlier run" 1 'pictures/swapped.pdf-050.png: note: .*pages-gone' "$revisit" verify --diff pictures swapped.pdf
check "go, when they were ours" sh -c '[ ! -e pictures/swapped.pdf-050.png ] && [ -e pictures/swapped.pdf-099.png ]'
mkdir elsewhere
cp x.pdf elsewhere/swapped.pdf
gives "pictures of two PDFs of one name" 3 'elsewhere/swapped.pdf: failure: its pictures would .* of swapped.pdf' \
	"$revisit" verify --diff pictures swapped.pdf elsewhere/swapped.pdf
gives "none of one that is identical" 0 'note: .*pages-gone' "$revisit" verify --diff pictures elsewhere/swapped.pdf
check "all are gone" [ "$(ls pictures)" = swapped.pdf-099.png ]
gives "the same as JSON" 1 '"words":"changed","look":"changed","pages":\[.*"is":".*used to be' "$revisit" verify --json swapped.pdf
gives "rebuilt, with what changed" 0 'changed: .*\{\+used to be' "$revisit" rebuild -o again.pdf swapped.pdf
qpdf x.pdf rewritten.pdf
gives "written again by another program" 1 'rewritten.pdf: altered' "$revisit" verify rewritten.pdf
gives "its pages are alike" 1 'same words, same look' "$revisit" verify rewritten.pdf
check "and so is all else" sh -c '! grep "also different" said'
qpdf script.pdf script-rewritten.pdf
gives "what runs, written again by another program" 1 'also different: /Odd; what happens when it is opened$' \
	"$revisit" verify script-rewritten.pdf
cp out/record/record.xml other.xml
echo '<!-- another -->' >>other.xml
qpdf x.pdf --remove-attachment=record/record.xml gone.pdf
qpdf gone.pdf --add-attachment other.xml --key=record/record.xml --filename=record/record.xml -- lying.pdf
gives "another record put in" 1 'altered: the file record/record.xml' "$revisit" verify lying.pdf

qpdf x.pdf --remove-attachment=manifest.json bare.pdf

# manifests that lie about how it was made
lies() { # SED-SCRIPT: lies.pdf carries the manifest so changed
	sed "$1" out/manifest.json >manifest.json
	cmp -s manifest.json out/manifest.json && fail "$1 changes nothing"
	qpdf bare.pdf --add-attachment manifest.json --key=manifest.json --filename=manifest.json -- lies.pdf
}
for lie in 'from": "nonsense' 'style": "../../etc'; do
	lies "s|\"${lie%%\"*}\": [^,]*|\"$lie\"|"
	gives "a manifest with $lie" 3 'lies.pdf: not made again' "$revisit" verify lies.pdf
	check "and is told with a finding of the PDF" grep -Eq '^lies.pdf.*: failure: .* \[(carried|resource-missing)\]' said
done
for lie in 'size|"size": [0-9]*|"size": 1e9999' 'pages|"pages": [0-9]*|"pages": 99999999999999999999' \
	'pages|"pages": [0-9]*|"pages": -1' 'draft|"draft": [a-z]*|"draft": "no"' 'title|"title": [^,]*|"title": ["x"]' \
	'record-lines|"build": {|&"record-lines": "yes",' 'sight|"build": {|&"sight": "x",' \
	'source-date-epoch|"source-date-epoch": null|"source-date-epoch": "soon"' 'manifest|"manifest": 1|"manifest": 2' \
	'files|record/record.xml|manifest.json/' 'files|"templates/common/[a-z]*.xsl"|"templates/a.xsl"'; do
	lies "s|${lie#*|}|"
	gives "a manifest that lies about ${lie%%|*}" 3 "wrong about .${lie%%|*}." "$revisit" verify lies.pdf
done
lies '$a{}'
gives "a manifest with something behind it" 3 'manifest that it carries cannot be read' "$revisit" verify lies.pdf
lies '/"name": "record.record.xml"/,/size/s|"size": [0-9]*|"size": 1|'
gives "a manifest with another size" 1 'altered: the file record/record.xml that it carries is not' "$revisit" verify lies.pdf
lies 's|"from": "record"|"from": "report"|'
gives "what is wrong inside, with whose inside it is" 3 '^lies.pdf\(record/record.xml\):[0-9]+: failure: ' "$revisit" verify lies.pdf
gives "the same as JSON" 3 '"file":"lies.pdf\(record/record.xml\)","line":[0-9]' "$revisit" verify --json lies.pdf
lies "$(awk 'BEGIN { printf "s|\"files\": \\[|&"; for (i = 0; i < 99; i++)
	printf " {\"name\": \"n%d\", \"role\": \"data\", \"size\": 1, \"sha256\": \"%064d\"},", i, 0; print "|" }')"
gives "a manifest of many files that are not there" 1 'altered: and 50 more$' "$revisit" verify lies.pdf
lies 's|"commit": "[^"]*"|"commit": ""|'
gives "a program of no known commit" 1 'made by revisit [0-9.]+, this is' "$revisit" verify lies.pdf
check "written again by a program that left the first one's name" grep -q 'by another program$' said

# files by the names that our own have while it is worked on: what was found out of looks, the first version
# of an update, what the sources make
mkdir named
for own in looks/x looks made.pdf first.pdf; do
	qpdf swapped.pdf --add-attachment other.xml --key=$own --filename=$own -- named/named.pdf
	gives "a file called $own" 1 'pages that look different: [0-9]' \
		"$revisit" verify --trust-embedded named/named.pdf
	gives "a file called $own, rebuilt" 0 'pages that look different: [0-9]' \
		"$revisit" rebuild -o again.pdf named/named.pdf
done

# made by other templates
mkdir data
cp -R "$root/templates" "$root/styles" data/
echo '<!-- another -->' >>data/templates/common/inline.xsl
gives "templates differ" 1 'common/inline.xsl is not the installed one' \
	env REVISIT_DATA="$work/data" "$revisit" verify x.pdf
check "and the file is as it was" grep -q '^x.pdf: not altered: by its identifier, ' said
gives "templates that are trusted" 1 'x.pdf: identical' \
	env REVISIT_DATA="$work/data" "$revisit" verify --trust-embedded x.pdf

# made with another font file, and as by another program
font=$(sed -n 's/.*"name": "\(.*\.ttf\)".*/\1/p' out/manifest.json | head -n 1)
mkdir fonts
found=$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.local/share/fonts" /Library/Fonts -name "$font" 2>/dev/null | head -n 1)
cp "$found" fonts/
printf '\000' >>"fonts/$font"
REVISIT_FONTS="$work/fonts" "$revisit" build -o fonts.pdf "$record" >said 2>&1 || fail "fonts: $(cat said)"
gives "fonts differ" 1 "fonts differ: $font is not the file that it was made with" "$revisit" verify fonts.pdf
check "and nothing else" [ "$(grep -c 'differ' said)" = 1 ]
check "which does not show" grep -q 'same words, same look' said
gives "as JSON" 1 '"seal":"whole"' "$revisit" verify --json fonts.pdf
sed 's/"version": "0[^"]*"/"version": "0.0.9"/; s/"cairo": "[^"]*"/"cairo": "1.14.0"/' out/manifest.json >manifest.json
qpdf bare.pdf --add-attachment manifest.json --key=manifest.json --filename=manifest.json -- older.pdf
gives "an older program" 1 'engine differs: made by revisit 0.0.9' "$revisit" verify older.pdf
check "with older libraries" grep -q 'engine differs: made with cairo 1.14.0, this has' said

# files of all kinds
: >empty.pdf
echo "no PDF" >text.pdf
head -c 3000 x.pdf >half.pdf
head -c 20000 /dev/urandom >noise.pdf
qpdf --encrypt secret secret 256 -- x.pdf locked.pdf
qpdf x.pdf --add-attachment other.xml --key=../evil.xml --filename=../evil.xml -- evil.pdf
for file in empty text half noise locked; do
	for command in info extract verify "rebuild -o new2.pdf"; do
		gives "$command of $file.pdf" 3 '\[(pdf|carried|file-read)\]' "$revisit" $command $file.pdf
	done
done
gives "one that is locked" 3 'locked with a password' "$revisit" info locked.pdf
gives "one that is not locked, but damaged" 3 'no PDF that can be read: .* damaged' "$revisit" info noise.pdf
gives "without a manifest" 3 'no sources' "$revisit" verify bare.pdf
gives "a name that leads out" 3 'not safe' "$revisit" extract -o evil evil.pdf
check "nothing is written outside" [ ! -e evil.xml ]

# hostile templates: they are not run unless they are trusted, and then they reach nothing
mkdir hostile
cat >hostile/report.xsl <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:exsl="http://exslt.org/common" extension-element-prefixes="exsl">
<xsl:template match="/"><exsl:document href="written.txt">x</exsl:document>
<report lang="en"><head><title>t</title></head><section><heading>h</heading>
<para><xsl:copy-of select="document('/etc/passwd')"/><xsl:copy-of select="document('other.xml', /)"/>
</para></section></report></xsl:template></xsl:stylesheet>
END
qpdf bare.pdf --remove-attachment=templates/follow-up/report.xsl bare2.pdf
qpdf bare2.pdf --add-attachment hostile/report.xsl --key=templates/follow-up/report.xsl \
	--filename=templates/follow-up/report.xsl -- bare3.pdf
# a manifest that names what is looked at, and not what would be run
awk '/"files"/ { print "  \"files\": [],"; skipping = 1 } skipping && /^  \]/ { skipping = 0; next } !skipping' \
	out/manifest.json >hostile/manifest.json
qpdf bare3.pdf --add-attachment hostile/manifest.json --key=manifest.json --filename=manifest.json -- hostile.pdf
gives "a template that no manifest names" 1 'templates/follow-up/report.xsl is not the installed one' \
	"$revisit" verify hostile.pdf
check "is not run" grep -q 'are used only with --trust-embedded' said
gives "and reads nothing when it is trusted" 3 'read rights for .* denied' "$revisit" verify --trust-embedded hostile.pdf
check "nor writes" [ ! -e written.txt ]
check "nor tells" sh -c '! grep -q root: said'
check "nor is it told where it was unpacked" sh -c '! grep -q "revisit[.]" said'

# nor do they go on for ever, or fill the memory; --limit says how much they may
trusted() { # NAME: trusted-NAME.pdf has the template on standard input
	{ sed '/<xsl:template/,$d' hostile/report.xsl; cat; echo '</xsl:stylesheet>'; } >hostile/trusted.xsl
	qpdf bare2.pdf --add-attachment hostile/trusted.xsl --key=templates/follow-up/report.xsl \
		--filename=templates/follow-up/report.xsl -- bare4.pdf
	qpdf bare4.pdf --add-attachment hostile/manifest.json --key=manifest.json --filename=manifest.json -- "trusted-$1.pdf"
}
trusted steps <<'END'
<xsl:template match="/"><xsl:for-each select="//node()"><xsl:for-each select="//node()"><xsl:for-each select="//node()"><xsl:if test="count(//node()) = 1">x</xsl:if></xsl:for-each></xsl:for-each></xsl:for-each></xsl:template>
END
sed 's|<value>follow-up</value>|<value>../../odd</value>|' out/templates/record.rng >hostile/record.rng
sed 's|kind="follow-up"|kind="../../odd"|' out/record/record.xml >hostile/record.xml
qpdf bare2.pdf --remove-attachment=templates/record.rng bare5.pdf
qpdf bare5.pdf --remove-attachment=record/record.xml bare6.pdf
qpdf bare6.pdf --add-attachment hostile/record.rng --key=templates/record.rng --filename=templates/record.rng -- \
	--add-attachment hostile/record.xml --key=record/record.xml --filename=record/record.xml -- \
	--add-attachment hostile/manifest.json --key=manifest.json --filename=manifest.json -- odd-kind.pdf
gives "a kind that leads out" 3 'odd-kind.pdf.*there is no template ../../odd/report.xsl' "$revisit" verify --trust-embedded odd-kind.pdf
gives "a template that never ends" 3 'trusted-steps.pdf.*more steps than are allowed' "$revisit" verify --trust-embedded trusted-steps.pdf
trusted import <<'END'
<xsl:import href="/etc/passwd"/>
END
gives "a template that takes in what is elsewhere" 3 'trusted-import.pdf.*/etc/passwd' "$revisit" verify --trust-embedded trusted-import.pdf
check "and no finding without words" sh -c '! grep -E "failure: error( |$)" said'
if [ -z "${SAN:-}" ]; then
	trusted flood <<-'END'
	<xsl:template match="/"><xsl:for-each select="//node()"><xsl:for-each select="//node()"><xsl:copy-of select="/"/></xsl:for-each></xsl:for-each></xsl:template>
	END
	gives "a template that fills the memory" 3 'trusted-flood.pdf: failure: .*more than the 300 MB of memory' \
		"$revisit" verify --limit megabytes=300 --trust-embedded trusted-flood.pdf
	check "with what may be done" grep -q 'hint: a PDF of many pages .* --limit megabytes=' said
fi

# an attachment that unpacks to more than is borne, and two of one name
truncate -s 200M zeros
qpdf x.pdf --add-attachment zeros --key=zeros.bin --filename=zeros.bin -- bomb.pdf
rm zeros
gives "an attachment that is too large" 3 '1 of the files that it carries cannot be taken out' "$revisit" info bomb.pdf
gives "the others come out" 3 "bombed: $(find out -type f | wc -l) files" "$revisit" extract -o bombed bomb.pdf
check "and it does not" [ ! -e bombed/zeros.bin ]
qpdf x.pdf --add-attachment other.xml --key=twice --filename=record/record.xml -- twice.pdf
gives "two files of one name" 3 'cannot be taken out.*of one name' "$revisit" verify twice.pdf

# names: of too many files, of none, with an NUL, and in a tree that leads to everything by all ways
crafted() { # OBJECTS...: crafted.pdf of one page, with these objects and those on standard input
	{
		printf '%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>endobj\n'
		printf '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n'
		printf '5 0 obj<</Length 1>>stream\nx\nendstream endobj\n'
		printf '%s\n' "$@"
		cat
		printf 'trailer<</Root 1 0 R/Size 99>>\n%%%%EOF\n'
	} >crafted.pdf
}
crafted "4 0 obj<</Kids[10 0 R]>>endobj" <<END
$(awk 'BEGIN { for (i = 10; i < 29; i++) { printf "%d 0 obj<</Kids[", i; for (j = 0; j < 99; j++) printf "%d 0 R ", i + 1; print "]>>endobj" } }')
END
gives "a tree of names that leads everywhere" 3 'only 0 of the files that it carries are read' "$revisit" info crafted.pdf
crafted "4 0 obj<</Names[" <<END
$(awk 'BEGIN { for (i = 0; i < 1002; i++) printf "(%d)<</UF(f%d)/EF<</F 5 0 R>>>>\n", i, i; print "]>>endobj" }')
END
gives "too many files" 3 'only 1000 of the files that it carries are read' "$revisit" info crafted.pdf
crafted '4 0 obj<</Names[(a)<</UF(a\000/../b)/EF<</F 5 0 R>>>>]>>endobj' </dev/null
gives "a name that goes on behind an NUL" 3 'a.*/[.][.]/b.* not ' "$revisit" extract -o nul crafted.pdf
check "is no name" [ -z "$(ls nul)" ]
crafted '4 0 obj<</Names[(a)<</UF(a)/EF<</F 5 0 R>>>>(b)<</UF(a/b)/EF<</F 5 0 R>>>>(c)<</UF(c)/EF<</F 5 0 R>>>>]>>endobj' </dev/null
gives "a file within a file" 3 'it carries a/b, and another stands in its place' "$revisit" extract -o within crafted.pdf
check "the others come out" grep -q '^within: 2 of 3 files' said
crafted '4 0 obj<</Names[(a)<</UF(crafted.pdf)/EF<</F 5 0 R>>>>]>>endobj' </dev/null
cp crafted.pdf kept.pdf
gives "a file by the name of the PDF" 3 'it carries crafted.pdf, and another stands' "$revisit" extract -o . crafted.pdf
check "does not replace it" cmp crafted.pdf kept.pdf
: >nothing.txt
qpdf x.pdf --add-attachment nothing.txt --key=nothing.txt --filename=nothing.txt -- nothing.pdf
gives "a file that was added" 1 'altered: it carries the file nothing.txt, which it was not made from' "$revisit" verify nothing.pdf
check "is no reason not to make it again" grep -q 'same words, same look' said
gives "a file without a byte" 0 'nothing.txt +0 ' "$revisit" info nothing.pdf

# written again, or made, by other programs
qpdf --encrypt "" owner 256 -- x.pdf open.pdf
gives "locked for its owner only" 1 'altered: the whole file was written again' "$revisit" verify open.pdf
check "its words are the same" grep -q 'same words, same look' said
qpdf --linearize x.pdf linear.pdf
gives "laid out for the web" 1 'same words, same look' "$revisit" verify linear.pdf
check "with nothing else different" sh -c '! grep "also different" said'
pdftocairo -pdf x.pdf other-maker.pdf
gives "made by another program" 3 'no sources' "$revisit" verify other-maker.pdf
gives "which info tells" 0 'tagged +no' "$revisit" info other-maker.pdf
qpdf --empty --pages x.pdf 2-z -- --add-attachment other.xml --key=manifest.json --filename=manifest.json -- no-json.pdf
gives "a manifest that is none" 3 'manifest that it carries cannot be read' "$revisit" verify no-json.pdf
printf '\033]0;x\007\033[31m' >escape
qpdf x.pdf --add-attachment escape --key=esc --filename="$(cat escape)" -- escape.pdf
gives "names with controls" 0 . "$revisit" info escape.pdf
check "are shown without" sh -c '! grep -q "$(printf "\\033")" said'
gives "a missing file" 3 'No such file' "$revisit" verify nowhere.pdf

# Truncated and spoilt at many places: an answer each time, never a signal.
size=$(wc -c <x.pdf)
for i in 1 2 4 6 9 12; do
	at=$((size * i / 13))
	head -c $at x.pdf >cut.pdf
	gives "cut at $at" 3 . "$revisit" info cut.pdf || true
	cp x.pdf spoilt.pdf
	printf '\377' | dd of=spoilt.pdf bs=1 seek=$at conv=notrunc 2>/dev/null
	status=0
	timeout 60 "$revisit" verify spoilt.pdf >said 2>&1 || status=$?
	case $status in 1 | 3) pass ;; *) fail "spoilt at $at: status $status: $(head -n 1 said)" ;; esac
done
done_counting
