#!/bin/sh
# draft.sh: what only drafts have - a mark across the page, numbers of lines, comments of authors - is
# in no final document, in no form and in nothing that it carries.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace
cd "$work"

not() { ! "$@"; }

# The same record as draft and final, with comments wherever words may stand, and without them.
comment='<comment by="Zebedee > Co">Quagga &amp; <![CDATA[</comment>]]>
okapi</comment>'
plain=$root/input/bromley-2008.xml
sed 's/status="draft"/status="final"/' "$plain" >without.xml
awk -v comment="$(printf '%s' "$comment" | sed 's/&/\\\\&/g' | tr '\n' '\r')" '{
	gsub(/<\/(para|heading|caption|fn|item)>/, comment "&")
	gsub(/\r/, "\n")
	print
}' without.xml >final.xml
sed 's/status="final"/status="draft"/' final.xml >draft.xml
check "there are many comments" [ "$(grep -c '<comment' draft.xml)" -gt 10 ]
for form in final draft; do
	"$revisit" check $form.xml >$form.said 2>&1 || true
	check "$form.xml is a sound record" not grep -q error: $form.said
	"$revisit" build -o $form.pdf $form.xml >>$form.said 2>&1 || cat $form.said
	"$revisit" build --to html -o $form.html $form.xml
	"$revisit" build --to report -o $form.report $form.xml
	"$revisit" build --to frames -o $form.frames $form.xml >/dev/null
	qpdf --qdf --object-streams=disable $form.pdf $form.qdf
	pdftotext -layout $form.pdf $form.text
	"$revisit" extract -o $form.files $form.pdf >/dev/null
	"$revisit" verify $form.pdf >$form.verified || true
	check "$form.pdf is what it carries makes" grep -q identical $form.verified
done

# has FILE WORD...: each word, whatever its letters
has() {
	in=$1
	shift
	for word; do
		grep -aiq "$word" "$in" || return 1
	done
}
for form in html report frames text; do
	check "the draft's $form has the comments" has draft.$form zebedee quagga okapi
done
check "the draft's pages are marked" has draft.text draft
check "the draft's comments are notes of its structure" grep -aq '/ID (comment00001)' draft.qdf

for form in html report frames text qdf; do
	for word in zebedee quagga okapi; do
		check "no $word in the final's $form" not has final.$form $word
	done
	check "no comment in the final's $form" not has final.$form '<comment' 'comment0'
done
check "no draft mark in the final's pages" not has final.text draft
check "no draft mark in the final's HTML" not has final.html '>draft<'
check "no numbers of lines in the final" not has final.frames 'line-number\|record-line\|comment'
check "no comment in what the final carries" not grep -raiq 'quagga\|<comment ' final.files/record
check "no watermark in the final" not has final.frames watermark
"$revisit" build -o without.pdf without.xml >/dev/null
"$revisit" build --to html -o without.html without.xml
check "without the comments the HTML is the same" cmp -s without.html final.html
"$revisit" build --to frames -o without.frames without.xml >/dev/null
# but for the lines of the record, which the comments' second lines move
for form in without final; do
	sed 's/ :[0-9]*//' $form.frames >$form.bare
done
check "and so are the pages" cmp -s without.bare final.bare

# Asked for: the lines of the record, in drafts only.
"$revisit" build --record-lines --to frames -o lines.frames without.xml >/dev/null
check "--record-lines shows the lines of the record" has lines.frames 'record-line layout "[0-9]*"' watermark
check "a draft has none unless asked" not has draft.frames record-line
"$revisit" build --record-lines -o lines.pdf without.xml >/dev/null
"$revisit" verify lines.pdf >lines.verified || true
check "the document knows that it was asked for them" grep -q identical lines.verified

# What is taken out of a file leaves the rest as it was, in every encoding of records.
for encoding in UTF-16LE UTF-16BE ISO-8859-1; do
	name=$(echo $encoding | sed 's/[LB]E$//')
	case $encoding in
	*LE) printf '\377\376' ;;
	*BE) printf '\376\377' ;;
	esac >coded.xml
	sed "s/encoding=\"UTF-8\"/encoding=\"$name\"/" final.xml |
		iconv -f UTF-8 -t "$encoding//TRANSLIT" >>coded.xml
	"$revisit" build -o coded.pdf coded.xml >coded.said 2>&1 || cat coded.said
	rm -rf coded.files
	"$revisit" extract -o coded.files coded.pdf >/dev/null
	iconv -f "$(echo $encoding | sed 's/[LB]E$//')" -t UTF-8 coded.files/record/record.xml >coded.text
	check "no comment in a record in $encoding" not has coded.text quagga
	check "all else is there in $encoding" has coded.text '</inspection-record>'
	"$revisit" verify coded.pdf >coded.verified || true
	check "the document of a record in $encoding is what it carries makes" grep -q identical coded.verified
done
done_counting
