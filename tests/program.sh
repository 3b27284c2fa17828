#!/bin/sh
# program.sh: the program from outside: exit status, one clear message for each kind of bad input, old
# outputs untouched, nothing left behind, the same bytes whatever the surroundings, a sound PDF.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
work=$(mktemp -d)
mounted=
trap 'for m in $mounted; do umount "$m"; done; rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work"
good=$root/tests/records/minimal-follow-up.xml
# Permissions do not bind root, so that some things are tried as somebody else.
unprivileged=
[ "$(id -u)" != 0 ] || unprivileged="setpriv --reuid=65534 --clear-groups"
mkdir out
echo "an old report" >old
cp old out/x.pdf
ls -A out >listing

# run COMMAND...: sets $status; what it printed, on both ways, is in $work/said
run() {
	status=0
	timeout 120 "$@" >said 2>&1 </dev/null || status=$?
}

# clean NAME: the output folder is as it was
clean() {
	if cmp -s old out/x.pdf && ls -A out | cmp -s - listing; then
		pass
	else
		fail "$1: the output folder was touched: $(ls -A out | head -n 9 | tr '\n' ' ')"
		rm -rf out && mkdir out && cp old out/x.pdf
	fi
}

# refused NAME STATUS PATTERN COMMAND...: ends with that status and says that, in exactly one finding
refused() {
	name=$1 wanted=$2 pattern=$3
	shift 3
	run "$@"
	if [ $status != "$wanted" ]; then
		fail "$name: status $status, not $wanted"
	elif ! grep -Eq "$pattern" said; then
		fail "$name: does not say '$pattern'"
	elif [ "$wanted" != 2 ] && [ "$(grep -Ec '(^|: )(error|failure): .* \[[a-z-]+\]$' said)" != 1 ]; then
		fail "$name: not exactly one finding"
	else
		pass
	fi
	[ "${failed_before:-0}" = $failed ] || sed 's/^/     /' said | head -n 8
	failed_before=$failed
	clean "$name"
}

build() {
	"$revisit" build -o out/x.pdf "$@"
}

usage() {
	for words in "" "frobnicate" "build" "check" "build --to" "build --to cake $good" "build --frob $good" \
		"build -o" "help frobnicate"; do
		refused "usage: revisit $words" 2 "usage|revisit help" "$revisit" $words
	done
	run "$revisit" --version
	check "--version names the libraries" grep -Eiq 'libxml2? .*|cairo .*|pango' said
	check "--version ends well" [ $status = 0 ]
	refused "an unknown command" 2 '^revisit: there is no command' "$revisit" frobnicate
	for seconds in soon -5 99999999999999999999; do
		refused "a date of $seconds" 2 'SOURCE_DATE_EPOCH' env SOURCE_DATE_EPOCH=$seconds \
			"$revisit" build -o out/x.pdf "$good"
	done
	for words in help "help build" "help check" --help "build --help" "verify -h"; do
		run "$revisit" $words
		check "revisit $words ends well" [ $status = 0 ]
		check "revisit $words says something" grep -q revisit said
	done
}

records() {
	head=$(head -n 2 "$good")
	refused "missing record" 3 '^missing.xml: .*No such file' "$revisit" build -o out/x.pdf missing.xml
	refused "a folder for a record" 3 '^out: .*folder' "$revisit" build -o out/x.pdf out
	refused "a pipe for a record" 3 'not a regular file' "$revisit" build -o out/x.pdf /dev/null
	mkfifo fifo
	refused "a FIFO for a record" 3 'not a regular file' "$revisit" build -o out/x.pdf fifo
	cp "$good" unreadable.xml
	chmod 0 unreadable.xml
	if $unprivileged "$revisit" check "$good" >said 2>&1; then
		refused "unreadable record" 3 'Permission' $unprivileged "$revisit" check "$work/unreadable.xml"
	else
		skip "unreadable record: nobody else may run the program here"
	fi
	: >empty.xml
	refused "empty record" 1 '^empty.xml.*empty' "$revisit" build -o out/x.pdf empty.xml
	echo "Dear Sir or Madam" >letter.xml
	refused "not XML" 1 '^letter.xml:1' "$revisit" build -o out/x.pdf letter.xml
	echo '<html><body/></html>' >other.xml
	refused "another root" 1 '^other.xml:1.*html' "$revisit" build -o out/x.pdf other.xml
	sed 's/<heading>Performance</<headng>Performance</; s/Performance<.heading>/Performance<\/headng>/' \
		"$good" >misspelt.xml
	refused "misspelt element" 1 "^misspelt.xml:$(grep -n headng misspelt.xml | cut -d: -f1)(:[0-9]+)?: .*headng" \
		"$revisit" build -o out/x.pdf misspelt.xml
	sed 's/polarity="lower"/polarity="low"/' "$good" >value.xml
	refused "value that is not allowed" 1 "^value.xml:$(grep -n polarity value.xml | cut -d: -f1)(:[0-9]+)?: .*polarity" \
		"$revisit" build -o out/x.pdf value.xml
	head -n 30 "$good" >half.xml
	refused "half a record" 1 '^half.xml:' "$revisit" build -o out/x.pdf half.xml
	sed '1a <!DOCTYPE inspection-record [<!ENTITY x SYSTEM "file:///etc/passwd">]>' "$good" >doctype.xml
	refused "DOCTYPE" 1 '^doctype.xml:2.*DOCTYPE' "$revisit" build -o out/x.pdf doctype.xml
	check "nothing of /etc/passwd is said" sh -c '! grep -q root: said'
	gzip -c "$good" >packed.xml
	refused "compressed record" 1 '^packed.xml' "$revisit" build -o out/x.pdf packed.xml
	refused "check of a bad record" 1 '^misspelt.xml' "$revisit" check misspelt.xml
	run "$revisit" check "$good"
	check "check of a good record ends well" [ $status = 0 ]
}

# A document that has fewer pages than it had: what stands beyond its last page goes, if we made it.
leftovers() { # png or svg
	short=$root/tests/reports/small.xml
	mkdir "pages-$1"
	run "$revisit" build --to "$1" --scale 1 -o "pages-$1/p-%d.$1" "$good"
	many=$(ls "pages-$1" | wc -l)
	echo mine >"pages-$1/p-$((many + 3)).$1"
	ln -s p-1.$1 "pages-$1/p-$((many + 4)).$1"
	run "$revisit" build --to "$1" --scale 1 -o "pages-$1/p-%d.$1" --from report "$short"
	few=$(sed -n "s|^pages-$1/p-%d.$1: \([0-9]*\) pages*$|\1|p" said)
	check "$1: there are pages to go" [ "$many" -gt "${few:-0}" ]
	check "$1: they are gone, and what we did not make is not" [ "$(ls "pages-$1" | wc -l)" = $((few + 2)) ]
	check "$1: that is told" grep -q "^pages-$1/p-$((few + 1)).$1: note: .* \[pages-gone\]" said
	check "$1: and what stays" grep -q "^pages-$1/p-$((many + 3)).$1: warning: this, and 1 more,.* \[pages-left\]" said
	check "$1: it is done" [ $status = 0 ]
	run "$revisit" build --to "$1" --scale 1 -o "pages-$1/p-%d.$1" "$good"
	rm "pages-$1/p-$((many + 3)).$1" "pages-$1/p-$((many + 4)).$1"
	run sh -c 'ulimit -f 1; exec "$0" build --to '$1' -o "pages-'$1'/p-%d.'$1'" --from report "$1"' "$revisit" "$short"
	check "$1: when a new page cannot be written, all stay" [ "$status:$(ls "pages-$1" | wc -l)" = "3:$many" ]
}

outputs() {
	refused "output folder that is missing" 3 'nowhere' "$revisit" build -o out/nowhere/x.pdf "$good"
	refused "a file for an output folder" 3 'old/x.pdf' "$revisit" build -o old/x.pdf "$good"
	refused "output folder that cannot be written" 3 '/proc' "$revisit" build -o /proc/x.pdf "$good"
	refused "a device for an output" 3 '/dev/null' "$revisit" build -o /dev/null "$good"
	mkdir one two
	cp "$good" one/x.xml
	cp "$good" two/x.xml
	refused "two records, one output" 3 'x.pdf' "$revisit" build -o out one/x.xml two/x.xml
	cp "$good" own.xml
	ln -s own.xml link.xml
	refused "a document in place of its record" 3 '^own.xml: .*the record itself' \
		"$revisit" build -o own.xml own.xml
	refused "a page in place of its record" 3 'the record itself' "$revisit" build --to html -o ./own.xml own.xml
	refused "a document in place of a link to its record" 3 'the record itself' \
		"$revisit" build -o link.xml own.xml
	check "the record stays" cmp "$good" own.xml
	for to in png svg; do
		refused "all pages under one name, as $to" 3 '%d' "$revisit" build --to $to --scale 1 -o out/p.$to "$good"
	done
	for to in png svg; do
		leftovers $to
	done
	# A limit on the size of files stands for a full disk: write() fails in the same place.
	refused "output that cannot be written whole" 3 'out/x.pdf' \
		sh -c 'ulimit -f 4; exec "$0" build -o out/x.pdf "$1"' "$revisit" "$good"
	refused "pages of which one cannot be written" 3 'out/.*[.]svg: ' \
		sh -c 'ulimit -f 8; exec "$0" build --to svg -o out "$1"' "$revisit" "$good"
	# A message that nobody gets must not end as success.
	for words in --version help "help build"; do
		run sh -c '"$0" $1 >/dev/full' "$revisit" "$words"
		check "revisit $words to a full device" [ $status = 3 ]
	done
	"$revisit" build -o said.pdf "$good" >said
	for words in "build --to html -o - $good" "build --to report -o - $good" "build --to frames -o - $good" \
		"check --format json $good" "info said.pdf" "info --structure said.pdf" "verify said.pdf"; do
		run sh -c '"$0" $1 >/dev/full' "$revisit" "$words"
		check "revisit $words to a full device" [ $status = 3 ]
		check "revisit $words says so" grep -q '\[file-write\]$' said
	done
	run sh -c '"$0" info --structure said.pdf | head -n 1' "$revisit"
	check "a reader who has seen enough is told nothing" [ "$(wc -l <said)" = 1 ]
	if [ "$(id -u)" = 0 ] && mkdir full && mount -t tmpfs -o size=16k none full 2>/dev/null; then
		mounted="$mounted full"
		refused "full disk" 3 'No space' "$revisit" build -o full/x.pdf "$good"
		check "nothing is left on the full disk" [ -z "$(ls -A full)" ]
		mount -o remount,ro full
		refused "read-only disk" 3 'Read-only' "$revisit" build -o full/x.pdf "$good"
	else
		skip "full disk: no right to mount a small one"
	fi
}

# data_without FILE...: a copy of the program's data with those files taken away
data_without() {
	rm -rf data
	mkdir data
	cp -R "$root/templates" "$root/styles" data/
	for file; do
		rm -r "data/$file"
	done
}

resources() {
	style=$(ls "$root/styles" | grep -v '\.' | head -n 1)
	refused "unknown style" 3 "no-such.*" "$revisit" build --style no-such -o out/x.pdf "$good"
	check "the styles that there are are told" grep -q "$style" said
	refused "style outside" 3 'style' "$revisit" build --style ../styles/$style -o out/x.pdf "$good"
	refused "templates that are none" 3 'out' "$revisit" build --templates out -o out/x.pdf "$good"
	refused "data folder that is none" 3 'out' env REVISIT_DATA=out "$revisit" build -o out/x.pdf "$good"
	export REVISIT_DATA=data
	data_without templates/follow-up/report.xsl
	refused "template missing" 3 'follow-up' "$revisit" build -o out/x.pdf "$good"
	data_without templates/strings
	refused "fixed words missing" 3 'strings' "$revisit" build -o out/x.pdf "$good"
	data_without
	echo '<not closed' >data/templates/follow-up/report.xsl
	refused "template broken" 3 'report.xsl:' "$revisit" build -o out/x.pdf "$good"
	data_without
	cat >data/templates/follow-up/report.xsl <<-'END'
	<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">
	<xsl:for-each select="//node()"><xsl:for-each select="//node()"><xsl:for-each select="//node()">
	<xsl:for-each select="//node()"/></xsl:for-each></xsl:for-each></xsl:for-each></xsl:template></xsl:stylesheet>
	END
	refused "template without end" 3 'stopped while the templates ran' \
		"$revisit" build --timeout 1 -o out/x.pdf "$good"
	data_without
	echo '<not closed' >data/styles/$style/style.xml
	refused "style broken" 3 'style.xml:' "$revisit" build --style "$style" -o out/x.pdf "$good"
	data_without
	sed -i 's/LiberationSans-Regular/NoSuchFont-Regular/' data/styles/*/style.xml
	refused "font missing" 3 'NoSuchFont' "$revisit" build --style "$style" -o out/x.pdf "$good"
	unset REVISIT_DATA
}

# begun_and_ended SIGNAL COUNT OPTION...: build is ended once so many of its files were begun
begun_and_ended() {
	signal=$1 count=$2
	shift 2
	# a shell's background job ignores INT, and one behind nohup HUP; env puts that right where it can
	env --default-signal=INT,HUP "$revisit" build --timeout 600 "$@" >said 2>&1 &
	process=$!
	while kill -0 $process 2>/dev/null && [ "$(ls -A out | grep -c '[.]part$')" -lt "$count" ]; do
		sleep 0.02
	done
	check "the output was begun" ls out/.*.part
	kill -$signal $process 2>/dev/null || true
	status=0
	{ wait $process || status=$?; } 2>/dev/null
	check "$signal ends the program by that signal, not $status" [ $status -gt 128 ]
	clean "after $signal"
}

# The work on a record reaches a limit, or is broken off: the old output stays, and nothing beside it.
broken_off() {
	large=large.xml
	copies=200
	[ -z "${SAN:-}" ] || copies=20 # the sanitizers make everything some ten times slower
	xsltproc --novalid --stringparam copies $copies "$root/tests/bench/copies.xsl" \
		"$root/input/milton-keynes-2007.xml" >$large
	refused "no time" 3 'large.xml: .*longer than the 0.05 s' "$revisit" build --timeout 0.05 -o out/x.pdf $large
	for signal in TERM INT HUP; do
		begun_and_ended $signal 1 -o out/x.pdf $large
	done
	begun_and_ended TERM 3 --to svg -o out $large
}

# Installed in a place of its own, the program finds what it needs, and makes the same bytes.
installed() {
	# as it was built: others may be running it
	run make -s -C "$root" -o all install B="${B#"$root/"}" DESTDIR="$work/dest"
	check "make install" [ $status = 0 ]
	[ $status = 0 ] || { cat said; return 0; }
	there=$(find dest -type f -name revisit)
	"$revisit" build -o here.pdf "$good" >said
	run "$there" build -o there.pdf "$good"
	check "the installed program makes the same bytes" cmp here.pdf there.pdf
	check "the manual page is installed" [ -n "$(find dest -name revisit.1 -size +0)" ]
	mv "$(find dest -type d -name styles)" away
	run "$there" build -o there.pdf "$good"
	check "it is not the source tree's data that it found" [ $status = 3 ]
}

# A picture is a part of the report: one that cannot be had is a finding with its line.
pictures() {
	mkdir -p shown/below
	cp "$root"/tests/reports/pictures/* shown/below/
	cp shown/below/plain.png .
	ln -s ../plain.png shown/out.png
	while read -r href pattern; do
		printf '<report xml:lang="en"><head><title>T</title></head>\n<image href="%s" alt="A"/></report>\n' \
			"$href" >shown/report.xml
		refused "picture $href" 1 "^shown/report.xml:2: error: .*$pattern" \
			"$revisit" build --from report -o out/x.pdf shown/report.xml
	done <<-'END'
	below/none.png is not there
	../plain.png is not in the record's own folder
	out.png is not in the record's own folder
	below/hollow.png cannot be decoded
	report.xml is XML, but not SVG
	END
	# in a folder that is allowed: there, and through a link into it
	mkdir -p house/below other
	cp shown/below/plain.png house/below/logo.png
	cp shown/below/plain.png other/secret.png
	ln -s ../../house/below/logo.png shown/below/linked.png
	ln -s ../other/secret.png house/secret.png
	for href in below/logo.png below/linked.png; do
		printf '<report xml:lang="en"><head><title>T</title></head>\n<image href="%s" alt="A"/></report>\n' \
			"$href" >shown/report.xml
		refused "picture $href, not allowed" 1 "^shown/report.xml:2: error: " \
			"$revisit" build --from report -o out/x.pdf shown/report.xml
		run "$revisit" build --from report --allow house -o house.pdf shown/report.xml
		check "picture $href, allowed" [ $status = 0 ]
		run "$revisit" verify house.pdf
		check "what has $href in it is what it carries makes" [ $status = 0 ]
	done
	printf '<report xml:lang="en"><head><title>T</title></head>\n<image href="secret.png" alt="A"/></report>\n' \
		>shown/report.xml
	refused "a link out of the allowed folder" 1 "^shown/report.xml:2: error: " \
		"$revisit" build --from report --allow house -o out/x.pdf shown/report.xml
	refused "an allowed folder that is not there" 2 "needs a folder that is there" \
		"$revisit" build --from report --allow nowhere -o out/x.pdf shown/report.xml
	mkdir -p apart
	cp "$root/input/bedfordshire-2008.xml" apart/record.xml
	refused "boilerplate that stands elsewhere" 1 "is not a file below the record's own folder" \
		"$revisit" build -o out/x.pdf apart/record.xml
	run "$revisit" check --allow "$root/input" apart/record.xml
	check "boilerplate from an allowed folder is checked" [ $status = 0 ]
	run "$revisit" build --allow "$root/input" -o apart.pdf apart/record.xml
	check "and taken in" [ $status = 0 ]
	run "$revisit" build --from report -o shown.pdf "$root/tests/reports/pictures.xml"
	check "a report with pictures builds" [ $status = 0 ]
	check "qpdf --check of pictures" qpdf --check shown.pdf
	pdfimages -j shown.pdf taken
	for file in shown/below/photo.jpg shown/below/turned.jpg; do
		check "$file goes into the PDF as it is" sh -c 'for f in taken-*.jpg; do cmp -s "$0" "$f" && exit; done; exit 1' $file
	done
	pdfimages -list shown.pdf >said
	check "no picture is interpolated" sh -c '! awk "NR > 2" said | grep -q " yes "'
	check "a picture that is shown twice is there once" \
		[ "$(awk 'NR > 2 && $9 == "jpeg" { print $11 }' said | sort -u | wc -l)" = 3 ]
}

# The same record, template, style and program: the same bytes, wherever and whenever.
same_bytes() {
	mkdir -p first second/deeper home
	record=$1
	"$revisit" build -o first/x.pdf "$record" >said 2>&1 || { fail "build of $record: $(cat said)"; return 0; }
	for surroundings in "" "TZ=Pacific/Auckland" "LC_ALL=tr_TR.UTF-8" "LC_ALL=de_DE.UTF-8" "LANG=C" \
		"HOME=$work/home" "XDG_CONFIG_HOME=$work/home FONTCONFIG_PATH=$work/home" "USER=other"; do
		(cd second/deeper && env $surroundings "$revisit" build -o y.pdf "$record") >said
		check "same bytes under '$surroundings'" cmp first/x.pdf second/deeper/y.pdf
	done
	sleep 1
	(cd "$(dirname "$record")" && "$revisit" build -o "$work/second/z.pdf" "$(basename "$record")") >said
	check "same bytes from the record's folder, a second later" cmp first/x.pdf second/z.pdf
	for to in report frames; do
		"$revisit" build --to $to -o first/$to "$record" >said
		env LC_ALL=de_DE.UTF-8 "$revisit" build --to $to -o second/$to "$record" >said
		check "same $to" cmp first/$to second/$to
	done
	check "nothing is left beside" [ "$(ls -A first)" = "$(printf 'frames\nreport\nx.pdf')" ]
}

# figures RECORD: the numbers that the record gives for its measures, as they are printed: thousands
# separated, signs left to the typesetter, full zeros or none
figures() {
	xmllint --xpath '//measure/*/@value' "$1" 2>/dev/null |
		sed -n 's/.*"-*\([0-9.]*\)".*/\1/p' |
		sed 's/^\([0-9][0-9]*\)\([0-9]\{3\}\)$/\1,\2/; s/\./[.]/' | sort -u
}

sound() {
	record=$1 pdf=sound.pdf
	run "$revisit" build -o $pdf "$record"
	check "$record builds" [ $status = 0 ]
	[ -e $pdf ] || return 0
	check "qpdf --check of $record" qpdf --check $pdf
	pdffonts $pdf >fonts
	check "fonts of $record" [ "$(wc -l <fonts)" -gt 2 ]
	# pdffonts: columns from the right are object ID (two), uni, sub, emb
	check "all fonts of $record are embedded, with their Unicode" \
		awk 'NR > 2 && ($(NF - 4) != "yes" || $(NF - 2) != "yes") { print; bad = 1 } END { exit bad }' fonts
	pdftotext -layout $pdf words
	for figure in $(figures "$record"); do
		check "$figure of $record is in the text" grep -Eq "(^|[^0-9,.])$figure([^0-9]|$)" words
	done
	check "the title of $record is in the text" grep -q "$(xmllint --xpath 'string(//meta/unit)' "$record")" words
}

# Names of places come from the record's ids: what is written before them changes none.
destinations() {
	record=$root/input/bedfordshire-2008.xml
	awk '/<section/ && !done { print "<section><heading>New</heading><para>First.</para></section>"; done = 1 } 1' \
		"$record" >longer.xml
	cp -r "$root/input/boilerplate" .
	run "$revisit" build -o shorter.pdf "$record"
	run "$revisit" build -o longer.pdf longer.xml
	for of in shorter longer; do
		pdfinfo -dests $of.pdf | sed -n 's/.*"\(.*\)"$/\1/p' | sort >$of.dests
	done
	check "places have names" [ "$(wc -l <shorter.dests)" -gt 20 ]
	check "recommendations and where they are collected lead to each other" \
		[ "$(grep -c '^collected-rec-' shorter.dests)" = 8 ]
	check "a new section in front changes no name" cmp shorter.dests longer.dests
}

usage
records
destinations
outputs
resources
broken_off
installed
pictures
same_bytes "$root/input/milton-keynes-2007.xml"
for record in "$root"/input/*.xml; do
	sound "$record"
done
done_counting
