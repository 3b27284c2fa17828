#!/bin/sh
# run.sh: how long a report takes, as whole processes, beside the floor, and what memory it needs.
# RUNS=n for another number of runs than ten.
set -eu
cd "$(dirname "$0")/../.."
B=${B:-build}
record=input/milton-keynes-2007.xml
font=$(find /usr/share/fonts -name LiberationSans-Regular.ttf | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# peak COMMAND...: the most memory that it held, in MB
peak() {
	/usr/bin/time -f %M -o "$work/peak" "$@" >/dev/null 2>&1
	awk '{ printf "%.0f", $1 / 1024 }' "$work/peak"
}

# row NAME RECORD: a row of the table
row() {
	pdf=$work/report.pdf
	build="$B/revisit build -o $pdf $2"
	$build >/dev/null
	pages=$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')
	pdftotext -raw "$pdf" "$work/words"
	glyphs=$(tr -d '\n\f' <"$work/words" | wc -m)
	floor="$B/bench/floor $pages $glyphs $work/words $font $work/floor.pdf"
	hyperfine --style none --warmup 2 --runs "${RUNS:-10}" --export-csv "$work/times" "$build" "$floor" \
		>/dev/null 2>&1
	awk -F, -v name="$1" -v pages="$pages" -v glyphs="$glyphs" -v memory="$(peak $build)" '
		NR == 2 { mean = $2; deviation = $3; least = $7 }
		NR == 3 { floor = $2 }
		END {
			printf "%-10s %6d %9d %9.1f ± %-6.1f %8.1f %9.0f %7d %9.1f %7.2f\n", name, pages, glyphs,
				mean * 1000, deviation * 1000, least * 1000, pages / mean, memory,
				floor * 1000, mean / floor
		}' "$work/times"
}

echo "Whole processes, ${RUNS:-10} runs each; $(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
printf '%-10s %6s %9s %9s   %-6s %8s %9s %7s %9s %7s\n' report pages glyphs ms "sd" least pages/s "MB" "floor ms" ratio
row sample "$record"
for copies in 100 1000; do
	xsltproc --novalid --stringparam copies $copies tests/bench/copies.xsl "$record" >"$work/$copies.xml"
	row "x $copies" "$work/$copies.xml"
done
if [ -d tests/browser/node_modules ]; then
	mkdir "$work/preview"
	node tests/browser/latency.js "$(cd "$B" && pwd)/revisit" "$work/preview" milton-keynes-2007.xml:200 \
		bedfordshire-2008.xml:50
fi
