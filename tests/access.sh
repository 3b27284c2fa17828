#!/bin/sh
# access.sh: the page about the accessibility of a document, from outside: where it goes, what it says,
# that it changes nothing else; and the structure that `revisit info` shows, of sound and of broken files.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace
cd "$work"
record=$root/tests/records/minimal-follow-up.xml

gives "a record" 0 'x.pdf' "$revisit" build --report accessibility -o x.pdf "$record"
check "its page stands beside it" [ -s x.accessibility.html ]
check "its page is well-formed" xmllint --noout x.accessibility.html
mkdir out
gives "into a folder" 0 'out/minimal' "$revisit" build --report=accessibility -o out "$record"
check "there, too" [ -s out/minimal-follow-up.accessibility.html ]
gives "beside a name without an ending" 0 'plain' "$revisit" build --report accessibility -o plain "$record"
check "there, too, whole" cmp x.accessibility.html plain.accessibility.html
gives "without the page" 0 'y.pdf' "$revisit" build -o y.pdf "$record"
check "the PDF is the same without it" cmp x.pdf y.pdf
check "and there is no page" [ ! -e y.accessibility.html ]
gives "again, as it was" 0 'x.pdf' "$revisit" build -o x.pdf "$record"
check "its page is still about it" sh -c '! grep accessibility-old said'
sed 's/Meetings are held/Meetings used to be held/' "$record" >changed.xml
gives "another document in its place" 0 'x.accessibility.html: warning: .*as it was before.*accessibility-old' \
	"$revisit" build -o x.pdf changed.xml
gives "a third" 0 'accessibility-old' "$revisit" build --draft -o x.pdf changed.xml
gives "with its page" 0 'x.pdf' "$revisit" build --report accessibility -o x.pdf changed.xml
check "which is about it" sh -c '! grep accessibility-old said'
echo '<html>mine</html>' >y.accessibility.html
gives "beside a page that is not ours" 0 'y.pdf' "$revisit" build -o y.pdf changed.xml
check "of which nothing is said" sh -c '! grep accessibility-old said'
gives "another matter" 2 'accessibility' "$revisit" build --report spelling -o x.pdf "$record"
gives "not of a PDF" 2 'about a PDF' "$revisit" build --report accessibility --to html -o x.html "$record"
mkdir z.accessibility.html
gives "where it cannot go" 3 'z.accessibility.html' "$revisit" build --report accessibility -o z.pdf "$record"

# What is said, of a sound report and of one with dark words on a dark ground.
says() { sed 's/<[^>]*>/ /g; s/  */ /g' "$1" | grep -q "$2"; }
check "a sound one" says x.accessibility.html 'Nothing was found that would shut people out'
gives "a faulty one" 0 'hostile.pdf' "$revisit" build --report accessibility --from report -o hostile.pdf \
	"$root/tests/reports/hostile.xml"
check "is told so" says hostile.accessibility.html '1 matter is to be mended'
check "with its contrast" says hostile.accessibility.html '1.42 to 1 4.5 to 1: not enough'
check "with its line" says hostile.accessibility.html 'page 1; hostile.xml:[0-9]'
gives "a small one" 0 'small.pdf' "$revisit" build --report accessibility --from report -o small.pdf \
	"$root/tests/reports/small.xml"
for what in 'Order of reading' 'level 1:' 'Header cells' 'In place of each a screen reader says' \
	'What only a person can tell' 'header cell:' 'item:'; do
	check "it has: $what" says small.accessibility.html "$what"
done

# The structure of files from anywhere.
gives "structure" 0 '^ *H1 ' "$revisit" info --structure x.pdf
# Notes: the mark in the text leads to the note, the one at the foot back to it, in the report's language.
gives "a note's mark" 0 'annotation Link to="page [0-9]+" contents="1: [^B]' "$revisit" info --structure x.pdf
gives "a note's way back" 0 'annotation Link to="page [0-9]+" contents="1: Back to the text"' \
	"$revisit" info --structure x.pdf
sed 's/xml:lang="en-GB"/xml:lang="cy"/' "$record" >cymraeg.xml
gives "in Welsh" 0 'cymraeg.pdf' "$revisit" build -o cymraeg.pdf cymraeg.xml
gives "a page in Welsh" 0 'cymraeg.pdf' "$revisit" build --report accessibility -o cymraeg.pdf cymraeg.xml
check "it says that it is" grep -q '<html .*lang="cy"' cymraeg.accessibility.html
check "it is" says cymraeg.accessibility.html 'Ni chafwyd dim a fyddai’n cau pobl allan'
sed 's/xml:lang="en-GB"/xml:lang="fr"/' "$root/tests/reports/small.xml" >autre.xml
cp -r "$root/tests/reports/pictures" .
gives "in a language without words" 0 'autre.pdf' "$revisit" build --report accessibility --from report -o autre.pdf autre.xml
check "the page is in English" grep -q '<html .*lang="en-GB"' autre.accessibility.html
check "what it quotes is not" grep -q '<span lang="fr"' autre.accessibility.html
check "no word is missing" sh -c '! sed "s/<style>.*//; s/<[^>]*>//g" ./*.accessibility.html | grep "\[[a-z-]*\]"'
# Each word stands in the program, by itself or by the beginning of its name.
sed -n 's/.*<word name="\([a-z-]*\)".*/\1/p' "$root/templates/strings/access.en-GB.xml" | while read -r name; do
	case $name in
	ask-*-says | language-??) ;;
	*) grep -q "\"$name\"" "$root"/src/access/*.c || echo "$name" ;;
	esac
done >unused
check "every word is used" [ ! -s unused ]
gives "a note's way back in Welsh" 0 'contents="1: Yn ôl i’r testun"' "$revisit" info --structure cymraeg.pdf
# Words taken in from a text in another language are in that language, in a heading's entry of the contents, too.
echo '<boilerplate version="1" id="b" xml:lang="cy"><section><heading>Ffiniau</heading><para>Gair.</para></section></boilerplate>' \
	>part.xml
sed 's|</body>|<section><heading>Parts</heading><include href="part.xml"/></section>&|' "$record" >with.xml
gives "a text in Welsh" 0 'with.pdf' "$revisit" build -o with.pdf with.xml
"$revisit" info --structure with.pdf >with.struct
check "its section" grep -q '^    Sect lang="cy"$' with.struct
check "its entry" grep -q '^        TOCI lang="cy"$' with.struct
gives "structure as JSON" 2 'text only' "$revisit" info --structure --json x.pdf
qpdf --qdf --object-streams=disable x.pdf plain.pdf
"$revisit" info --structure x.pdf >one
"$revisit" info --structure plain.pdf >two
check "the same, written by another program" cmp one two
sed 's|/Artifact<</Type/|/Xrtifact<</Type/|' plain.pdf >loose.pdf
gives "what is painted outside of all" 0 '^! painted without a mark: [1-9]' "$revisit" info --structure loose.pdf
sed 's|/K \[|/X [|' plain.pdf >cut.pdf
gives "elements without anything in them" 0 '^! marks that no element holds: [1-9]' \
	"$revisit" info --structure cut.pdf
# an element that stands below itself, as a hostile file may have it
number=$(sed -n '/^%% Original/d; /^[0-9]* 0 obj/{s/ 0 obj//; h}; /\/S \/Document/{x; p; q}' plain.pdf)
sed "s|/K \[\$|/K [ $number 0 R|" plain.pdf >circle.pdf
gives "a circle of elements" 0 '^! parts that cannot be read' "$revisit" info --structure circle.pdf
sed 's|/StructTreeRoot|/StructTreeXoot|' plain.pdf >bare.pdf
gives "no structure" 0 'no structure' "$revisit" info --structure bare.pdf
printf 'no PDF' >none.pdf
gives "no PDF" 3 'no PDF' "$revisit" info --structure none.pdf
# Spoilt at many places: an answer each time, never a signal.
size=$(wc -c <plain.pdf)
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
	cp plain.pdf spoilt.pdf
	printf '\377<<[(' | dd of=spoilt.pdf bs=1 seek=$((size * i / 17)) conv=notrunc 2>/dev/null
	status=0
	timeout 60 "$revisit" info --structure spoilt.pdf >said 2>&1 || status=$?
	case $status in 0 | 3) pass ;; *) fail "spoilt at $i/17: status $status: $(head -n 1 said)" ;; esac
done
done_counting
