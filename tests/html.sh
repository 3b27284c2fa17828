#!/bin/sh
# html.sh: the HTML page says what the PDF says, word by word, and needs nothing but itself. The words of
# the PDF are read in the order of its structure tree, which passes over furniture.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace

# White space, hyphens at the ends of lines, the marks of bullet lists and the controls of direction are
# matters of form; so is case, for the style may raise it.
squeezed() {
	LC_ALL=C sed 's/\xc2[\xa0\xad\xb7]//g; s/\xe2\x80[\x93\xa2\x8e\x8f\xaa-\xae]//g; s/[-\f]//g' |
		LC_ALL=C tr 'A-Z' 'a-z' | tr -d ' \n\t'
}

# The characters of a text that runs in both directions, whatever their order.
shuffled() {
	iconv -f UTF-8 -t UTF-32BE | od -An -v -tx1 -w4 | sort
}

# spoken PDF: its words in the order of its structure: the contents first, without page numbers, then
# the text, then the notes.
spoken() {
	pdfinfo -struct-text "$1" | awk '
	function deep() { match($0, /^ */); return RLENGTH }
	{
		while (note && deep() <= note)
			note = 0
		while (toc && deep() <= toc)
			toc = 0
	}
	/^ *Note( |:|$)/ && !note { note = deep() + 1 }
	/^ *H[1-6]?( |:|$)/ { heading = count; end_of_heading = deep() }
	/^ *TOC( |:|$)/ && !toc {
		toc = deep() + 1
		while (heading >= 0 && heading < count) # its heading goes with it
			contents = contents text[heading++] "\n"
		count = heading_at
	}
	/^ *Object [0-9]/ && toc { entry = "" } # what came last was the number of the page
	/^ *"/ {
		line = $0
		sub(/^ *"/, "", line)
		sub(/"$/, "", line)
		if (note)
			notes = notes line "\n"
		else if (toc) {
			contents = contents entry
			entry = line "\n"
		} else {
			if (heading == count)
				heading_at = count
			text[count++] = line
		}
	}
	/^ *TOCI/ { contents = contents entry; entry = "" }
	END {
		printf "%s", contents
		for (i = 0; i < count; i++)
			print text[i]
		printf "%s", notes
	}'
}

# placed FRAMES: the words of a dump of frames, without furniture and the numbers of pages in contents: for
# scripts that pdfinfo cannot read
placed() {
	sed -n '/^  text [^"]* \(layout\|header\|footer\|watermark\|repeat\) /d
		/^  text [^"]* contents-[^"]*" [0-9ivxlc]*"$/d
		s/^  text [^"]*"\(.*\)"$/\1/p' "$1"
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

# twins NAME OPTIONS... INPUT: PDF and HTML of one input. In lines that run from right to left the PDF
# is read as it is seen: with order=any, characters are counted; with order=placed, those of the frames.
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
	check "$twin: the page is well-formed" xmllint --noout "$work/x.html"
	spoken "$work/x.pdf" | squeezed >"$work/pdf"
	xsltproc tests/html-words.xsl "$work/x.html" | squeezed >"$work/html"
	[ "$order" != placed ] || placed "$work/x.frames" | squeezed >"$work/pdf"
	if [ -n "$order" ]; then
		for file in pdf html; do
			shuffled <"$work/$file" >"$work/any"
			mv "$work/any" "$work/$file"
		done
	fi
	same "$twin: the words of the PDF and the page" "$work/pdf" "$work/html"
	check "$twin: the page holds words" [ "$(wc -c <"$work/html")" -gt 100 ]
	# nothing is fetched, nothing runs
	# pictures are in the page, as bytes
	sed -E 's|<img [^<>]* src="data:image/[a-z+]+;base64,[A-Za-z0-9+/=]*"/>||g' "$work/x.html" >"$work/bare"
	check "$twin: no script, no image, no style from elsewhere" sh -c \
		"! grep -Eiq '<(script|img|link|iframe|object)|url\(|@import' '$work/bare'"
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
	case $record in *specimen*) order=placed ;; *) order= ;; esac
	twins "$(basename "$record" .xml)" "$record"
done
for case in charts-unit charts-force; do
	twins $case tests/golden/$case/record.xml
done
for report in tests/reports/*.xml; do
	case $report in *scripts*) order=placed ;; *structure*) order=any ;; *) order= ;; esac
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

# What is drawn on a dark ground, which stays in the dark, stays as well.
"$B/revisit" build --to html --style hmic-2007 -o "$work/dark.html" tests/golden/force-graded/record.xml \
	>"$work/said" 2>&1
colour=$(grep -A 9 '<table class="t-judgement' "$work/dark.html" |
	sed -n 's/.*<text[^>]* fill="var(\(--c[0-9]*\))".*/\1/p' | sed -n 1p)
check "a grade's word has a colour" [ -n "$colour" ]
check "and keeps it in the dark" sh -c "sed -n '/prefers-color-scheme:dark/p' '$work/dark.html' | grep -q -- '--c' &&
	! sed -n '/prefers-color-scheme:dark/p' '$work/dark.html' | grep -q -- '$colour:'"

# What stands apart from the words around it takes their language along: entries of the contents, and notes,
# whose way back is in the report's own.
"$B/revisit" build --to html -o "$work/apart.html" --from report tests/reports/structure.xml >"$work/said" 2>&1
check "an entry of the contents is in its language" grep -q '<a href="#[^"]*" lang="cy"[^>]*>Adran Gymraeg</a>' "$work/apart.html"
check "so is a note" sh -c "grep 'Mae’r nodyn hwn yn Gymraeg' '$work/apart.html' | grep -q '^<li id=\"[^\"]*\" lang=\"cy\"'"
check "but not its way back" sh -c "grep 'Mae’r nodyn hwn yn Gymraeg' '$work/apart.html' |
	grep -q 'role=\"doc-backlink\" href=\"[^\"]*\" lang=\"en-GB\"'"

# The same bytes in any surroundings.
"$B/revisit" build --to html -o "$work/1.html" --from report tests/reports/small.xml
LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8 TZ=Asia/Tokyo \
	"$B/revisit" build --to html -o - --from report tests/reports/small.xml >"$work/2.html"
check "the same bytes in any locale, zone and place" cmp "$work/1.html" "$work/2.html"
done_counting
