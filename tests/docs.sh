#!/bin/sh
# docs.sh: the documents say what the program does: options, targets, links, names of files.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
page=$(mktemp)
trap 'rm -f "$page"' EXIT

check "the manual page is sound" mandoc -Tlint -W warning docs/revisit.1
mandoc -Tutf8 docs/revisit.1 | sed 's/.\x08//g' >"$page"

# in_page OPTION: it stands in the manual page as a word
in_page() { grep -Eq "(^|[^-a-z])$1([^-a-z]|\$)" "$page"; }

commands=$("$B/revisit" help | sed -n 's/^  \([a-z]*\) .*/\1/p')
check "the program names its commands" [ -n "$commands" ]
options=
for command in $commands; do
	check "the manual page has the command $command" in_page "$command"
	options="$options $("$B/revisit" help "$command" | sed -n 's/^  \(--*[a-z-]*\).*/\1/p' | tr '\n' ' ')"
done
for option in $options; do
	check "the manual page has $option" in_page "$option"
done
for option in $(grep -o '[^-a-z]--[a-z][a-z-]*' "$page" | sed 's/^.//' | sort -u); do
	case " $options --version --help " in
	*" $option "*) pass ;;
	*) fail "the program's help has $option of the manual page" ;;
	esac
done

targets=$(sed -n 's/^\([a-z]*\):.*##.*/\1/p' Makefile)
for target in $(grep -o '`make [a-z]*' README.md docs/*.md | sed 's/.*make //' | sort -u); do
	check "\`make $target\` of the documents is a target" sh -c "echo '$targets' | grep -qx $target"
done
for file in README.md docs/*.md; do
	for link in $(grep -o '](\([^)#:]*\)' "$file" | sed 's/^](//'); do
		check "$file: $link is there" [ -e "$(dirname "$file")/$link" ]
	done
done
# docs/report.md and docs/style.md have the tables that the schemas' annotations make. REGEN=1: the tables
# are made anew.
tables() {
	awk -f docs/reference.awk "$2" >"$page"
	if [ -n "${REGEN:-}" ]; then
		sed -e '/^<!-- made by/r '"$page" -e '/^<!-- made by/,/^<!-- end/{//!d}' "$1" >"$page.new"
		cat "$page.new" >"$1"
		rm -f "$page.new"
	fi
	made=$(sed -n '/^<!-- made by/,/^<!-- end/p' "$1" | sed '1d;$d')
	check "$1 is as the schema has it (REGEN=1 sh tests/docs.sh)" [ "$made" = "$(cat "$page")" ]
}
tables docs/report.md templates/report.rng
tables docs/style.md styles/style.rng
for style in styles/*/style.xml tests/layout/style.xml; do
	check "$style is as its schema says" xmllint --noout --relaxng styles/style.rng "$style"
done
# the attributes of looks, pages, headers and footers that the program reads, and those of the schema
schema_has() {
	sed -n "/<element name=\"$1\">/,/<\/element>/s/.*<attribute name=\"\([a-z-]*\)\">/\1/p" styles/style.rng |
		grep -vx 'name\|from' | sort
}
program_has() { sed -n "/attribute $1\[\] = {/,/^};/s/^	{ \"\([a-z-]*\)\".*/\1/p" src/style/value.c | sort; }
for pair in look:look_attributes page:page_attributes header:furniture_attributes footer:furniture_attributes; do
	check "styles/style.rng has the attributes of ${pair%:*} that the program reads" \
		[ "$(schema_has "${pair%:*}")" = "$(program_has "${pair#*:}")" ]
done
# every look that layout, charts or templates ask for by name is in docs/style.md
for look in $(grep -oh 'style_\(look\|over\)([^"]*"[a-z0-9-]*"\|look_named([^"]*"[a-z0-9-]*"' -r src/layout src/chart |
	sed 's/.*"\(.*\)"/\1/'; grep -oh 'style="[a-z0-9-]*"' -r templates | sed 's/.*"\(.*\)"/\1/'); do
	check "docs/style.md has the look $look" grep -q "\`$look\`" docs/style.md
done
# every function for templates is in docs/report.md
for name in $(sed -n 's/^	{ "\([a-z-]*\)", fn_.*/\1/p' src/report/calc_functions.c); do
	check "docs/report.md has the function $name" grep -q "^| \`$name(" docs/report.md
done
# docs/record.md is what the schema's annotations make.
[ -z "${REGEN:-}" ] || xsltproc docs/record.xsl templates/record.rng >docs/record.md
xsltproc docs/record.xsl templates/record.rng >"$page"
check "docs/record.md is as the schema has it (REGEN=1 sh tests/docs.sh)" cmp docs/record.md "$page"
# docs/findings.md is what the program says of its rules and codes.
sh docs/findings.sh "$B/revisit" >"$page"
[ -z "${REGEN:-}" ] || cp "$page" docs/findings.md
check "docs/findings.md is as the program has it (REGEN=1 sh tests/docs.sh)" cmp docs/findings.md "$page"
# README's numbers of tests are those of the tests.
count() { find "$@" | wc -l; } # with -name: how many files
rules=$("$B/revisit" check --explain all | grep -c '^R[0-9]')
while read -r number words; do
	check "README.md: $number $words" grep -q "$number $words" README.md
done <<END
$(count tests/golden/diag -name '*.sed') records with one mistake of form
$rules rules ask
$(count tests/golden/rules -name 'R*.sed') records that break one rule
$(sed -n 's/.*\bRECORDS = \([0-9]\)\([0-9]*\).*/\1,\2/p' tests/unit/test_rule_corpus.c) correct records
$(count tests/golden/pairs -name '*.sed') seeded ones
END
# docs/charts.md names every kind of chart that a record can ask for.
for kind in $(sed -n '/<element name="chart">/,/<\/element>/p' templates/record.rng | sed -n '/name="kind"/,/<\/attribute>/s/.*<value>\([a-z]*\)<.*/\1/p'); do
	check "docs/charts.md has the kind $kind" grep -q "^| .*\`$kind\`" docs/charts.md
done
done_counting
