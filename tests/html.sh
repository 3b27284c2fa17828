#!/bin/sh
# html.sh: the HTML page says what the PDF says, word by word, and needs nothing but itself.
#   the words of the PDF (pdftotext) are those of its frames, in their order, furniture and all;
#   the words of the frames on one endless page, without furniture, are those of the HTML page, in
#   their order: on pages, a row that is divided has the rest of its cells on the next;
#   both sets of frames hold the same.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
B=${B:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# White space, hyphens at the ends of lines and the marks of bullet lists are matters of form; so is
# case, for the style may raise it.
squeezed() {
	LC_ALL=C sed 's/\xc2[\xa0\xad\xb7]//g; s/\xe2\x80[\x93\xa2\xaa-\xae]//g; s/[-\f]//g' |
		LC_ALL=C tr 'A-Z' 'a-z' | tr -d ' \n\t'
}

# The characters of a text that runs in both directions, whatever their order.
shuffled() {
	iconv -f UTF-8 -t UTF-32BE | od -An -v -tx1 -w4 | sort
}

# A copy of the styles whose pages are as high as a style can have them, to lay out on.
endless=$work/endless
mkdir -p "$endless"
ln -s "$PWD/templates" "$endless/templates"
for style in styles/*/; do
	mkdir -p "$endless/$style"
	sed 's/height="841.89"/height="9990mm"/' "$style/style.xml" >"$endless/$style/style.xml"
done

# frames KIND <DUMP: the words of the frames: `all`, or `report`, where furniture and the page numbers
# of the contents are left out, and the notes at the foot of each page come at the end.
frames() {
	awk -v kind="$1" '
	/^page / { notes = 0 }
	# the rule above the notes: the only stroke that comes from no line of the report
	/^  path .* stroke .* layout$/ && !/ :[0-9]/ { notes = 1 }
	/^  text / {
		text = $0
		sub(/^[^"]*"/, "", text)
		sub(/"$/, "", text)
		head = substr($0, 1, index($0, "\"") - 1)
		if (kind == "all") {
			print text
			next
		}
		if (head ~ / (layout|header|footer|watermark|repeat) /)
			next
		if (head ~ / contents-[0-9] / && head !~ / label / && text ~ /^ ?[0-9]+$/)
			next
		if (notes)
			last = last text "\n"
		else
			print text
	}
	END { printf "%s", last }'
}

# same NAME A B: two files of squeezed words are the same; else shows where they part
same() {
	if cmp -s "$2" "$3"; then
		pass
		return
	fi
	fail "$1"
	at=$(cmp "$2" "$3" 2>&1 | sed -n 's/.*byte \([0-9]*\).*/\1/p')
	[ -n "$at" ] || at=$(wc -c <"$2")
	from=$((at > 60 ? at - 60 : 1))
	for file in "$2" "$3"; do
		tail -c "+$from" "$file" | head -c 140 | sed "s|^|     $(basename "$file"): |"
		echo
	done
}

# twins NAME OPTIONS... INPUT: PDF and HTML of one input. Lines that run from right to left, or in both
# directions, stand in frames as they are seen: with order=any, their characters are counted.
order=
twins() {
	twin=$1
	shift
	for to in pdf frames html; do
		"$B/revisit" build --to $to -o "$work/x.$to" "$@" >"$work/said" 2>&1 || {
			fail "$twin: no $to: $(tail -n 1 "$work/said")"
			return
		}
	done
	REVISIT_DATA=$endless "$B/revisit" build --to frames -o "$work/endless.frames" "$@" \
		>"$work/said" 2>&1 || true
	pdftotext -raw "$work/x.pdf" - | squeezed >"$work/pdf"
	frames all <"$work/x.frames" | squeezed >"$work/frames-all"
	frames report <"$work/endless.frames" | squeezed >"$work/frames"
	frames report <"$work/x.frames" | squeezed | shuffled >"$work/frames-shuffled"
	shuffled <"$work/frames" >"$work/endless-shuffled"
	check "$twin: pages of any height hold the same" cmp "$work/frames-shuffled" "$work/endless-shuffled"
	if [ "$order" = any ]; then
		for file in pdf frames-all frames; do
			shuffled <"$work/$file" >"$work/$file-any"
			mv "$work/$file-any" "$work/$file"
		done
	fi
	check "$twin: the page is well-formed" xmllint --noout "$work/x.html"
	xsltproc tests/html-words.xsl "$work/x.html" | squeezed >"$work/html"
	if [ "$order" = any ]; then
		shuffled <"$work/html" >"$work/html-any"
		mv "$work/html-any" "$work/html"
	fi
	same "$twin: the words of the PDF and its frames" "$work/pdf" "$work/frames-all"
	same "$twin: the words of the frames and the page" "$work/frames" "$work/html"
	check "$twin: the page holds words" [ "$(wc -c <"$work/html")" -gt 100 ]
	# nothing is fetched, nothing runs
	check "$twin: no script, no image, no style from elsewhere" sh -c \
		"! grep -Eiq '<(script|img|link|iframe|object)|url\(|@import' '$work/x.html'"
	check "$twin: nothing that runs by itself" [ "$(xmllint --xpath \
		"count(//@*[starts-with(local-name(), 'on')])" "$work/x.html")" = 0 ]
	check "$twin: ids are unique" sh -c \
		"xmllint --xpath '//@id' '$work/x.html' | sort | uniq -d | grep . && exit 1 || exit 0"
	xmllint --xpath "//@id" "$work/x.html" | sed 's/^ *id="//; s/"$//' | sort >"$work/ids"
	xmllint --xpath "//@headers | //@aria-labelledby" "$work/x.html" 2>/dev/null |
		sed 's/^ *[a-z-]*="//; s/"$//' | tr ' ' '\n' | sort -u >"$work/named"
	xmllint --xpath "//@href[starts-with(., '#')]" "$work/x.html" 2>/dev/null |
		sed 's/^ *href="#//; s/"$//' | sort -u >>"$work/named"
	check "$twin: every id that is named is there" sh -c \
		"sort -u '$work/named' | comm -23 - '$work/ids' | grep . && exit 1 || exit 0"
}

for record in input/*.xml; do
	twins "$(basename "$record" .xml)" "$record"
done
for report in tests/reports/*.xml; do
	case $report in *scripts*) order=any ;; *) order= ;; esac
	twins "$(basename "$report" .xml)" --from report "$report"
done

# An address that could run something is no link; text is text.
sed 's/control:x/\&#x85;\&#x9f;\&#xfdd0;x/' tests/reports/hostile.xml >"$work/hostile.xml"
"$B/revisit" build --to html --from report -o - "$work/hostile.xml" >"$work/hostile.html"
check "what is no character is shown as such" grep -q '>���x<' "$work/hostile.html"
check "no link runs anything" sh -c \
	"! xmllint --xpath '//@href' '$work/hostile.html' | grep -Eiv '\"(https?:|mailto:|#)'"
check "text that looks like markup is text" [ "$(xmllint --xpath \
	"count(//*[local-name() = 'script' or local-name() = 'b' or @onclick])" "$work/hostile.html")" = 0 ]

# The same bytes in any surroundings.
"$B/revisit" build --to html -o "$work/1.html" --from report tests/reports/small.xml
LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 TZ=Asia/Tokyo \
	"$B/revisit" build --to html -o - --from report tests/reports/small.xml >"$work/2.html"
check "the same bytes in any locale, zone and place" cmp "$work/1.html" "$work/2.html"
done_counting
