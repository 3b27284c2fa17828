#!/bin/sh
# samples.sh: the table of samples in the README is what the program says of them: pages, figures that were
# computed, and the rules that the published figures break (waivers do not count).
# REGEN=1: takes over the table as it is now; look at the difference!
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace

# row RECORD
row() {
	kind=$(sed -n 's/.*<inspection-record .*kind="\([a-z-]*\)".*/\1/p' "$1")
	said=$("$B/revisit" build --figures -o "$work/x.pdf" "$1" 2>/dev/null) || said='x.pdf: not built'
	pages=$(echo "$said" | sed -n 's/.*: \([0-9]*\) pages*,.*/\1/p')
	figures=$(echo "$said" | sed -n 's/.*, \([0-9]*\) computed figures$/\1/p')
	"$B/revisit" check --strict "$1" 2>&1 | sed -n 's/.*\[\(R[0-9]*\)\]$/\1/p' | sort >"$work/fired" || true
	fired=$(uniq -c "$work/fired" | awk '{ printf "%s%s%s", sep, $2, ($1 > 1 ? " × " $1 : ""); sep = ", " }')
	echo "| $kind | [\`$1\`]($1) | $pages | $figures | ${fired:-none} |"
}

{
	echo '| kind | sample | pages | figures computed | rules that fire, waivers aside |'
	echo '|---|---|---|---|---|'
	for record in input/*.xml; do
		row "$record"
	done
} >"$work/table"
sed -n '/^<!-- made by tests\/samples.sh -->$/,/^<!-- end -->$/p' README.md | sed '1d;$d' >"$work/readme"
if [ -n "${REGEN:-}" ]; then
	sed -e '/^<!-- made by tests\/samples.sh -->$/r '"$work/table" \
		-e '/^<!-- made by tests\/samples.sh -->$/,/^<!-- end -->$/{/^<!--/!d}' README.md >"$work/new"
	cat "$work/new" >README.md
	sed -n '/^<!-- made by tests\/samples.sh -->$/,/^<!-- end -->$/p' README.md | sed '1d;$d' >"$work/readme"
fi
check "every sample is built" sh -c "! grep -q '|  |' '$work/table'"
check "README.md has the table of samples as it is (REGEN=1 sh tests/samples.sh)" \
	diff -u "$work/readme" "$work/table"
done_counting
