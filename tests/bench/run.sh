#!/bin/sh
# run.sh: how long a report takes, as whole processes, beside the floor, and what memory it needs.
# RUNS=n for another number of runs than ten, SAVES=n for another number of saves in the preview than 1,000.
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

# bytes FILE: its size
bytes() { wc -c <"$1" | tr -d ' '; }

# verified NAME PDF RECORD: what verifying costs beside building, and how large the file is; `before` is
# what a document has of whatever length (fonts, attachments)
verified() {
	hyperfine --style none --warmup 1 --runs "${RUNS:-10}" --export-csv "$work/times" \
		"$B/revisit build -o $2 $3" "$B/revisit verify $2" >/dev/null 2>&1
	pages=$(pdfinfo "$2" | awk '/^Pages:/ { print $2 }')
	awk -F, -v name="$1" -v pages="$pages" -v bytes="$(bytes "$2")" -v before="$before" \
		-v memory="$(peak "$B/revisit" verify "$2")" '
		NR == 2 { build = $2 }
		NR == 3 { verify = $2 }
		END {
			printf "%-10s %6d %9.1f %9.1f %7.2f %7d %9.1f\n", name, pages, build * 1000,
				verify * 1000, verify / build, memory, (bytes - before) / 1024 / pages
		}' "$work/times"
}

# finishing NAME RECORD COUNT: what tags, metadata and attachments cost beside layout and drawing, for the
# first document of a process and for those after it, which find fonts and style loaded
finishing() {
	"$B/bench/finish" "$2" "$work/finished.pdf" "$3" | awk -v name="$1" '{
		printf "%-16s %6d %12.1f %10.2f %8.0f%% %11.0f%%\n", name (NR > 1 ? ", next" : ""), $1, $2, $3,
			100 * $3 / $2, 100 * $4 / $2
	}'
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

echo
echo "Layout, and layout with drawing, again and again in one process (wanted: 1,500 and 500 pages/s, and"
echo "time that grows with the pages to the power of 1.05 at most)"
printf '%-10s %6s %10s %9s %10s %9s\n' report pages "layout ms" pages/s "both ms" pages/s
for copies in 1 10 100 1000; do
	xsltproc --novalid --stringparam copies $copies tests/bench/copies.xsl "$record" >"$work/$copies.xml"
	"$B/revisit" build --timeout 600 --to report -o "$work/laid.xml" "$work/$copies.xml" >/dev/null 2>&1
	echo "x $copies $("$B/bench/layout" "$work/laid.xml" "$work/laid.pdf" 3)"
done | awk '
	{
		both = $4 + $5
		printf "%-10s %6d %10.1f %9.0f %10.1f %9.0f\n", $1 " " $2, $3, $4, $3 / $4 * 1000, both, $3 / both * 1000
		if (NR == 2) { pages = $3; layout = $4; all = both }
	}
	END {
		printf "to the power of %.3f and %.3f from %d to %d pages\n", log($4 / layout) / log($3 / pages),
			log(both / all) / log($3 / pages), pages, $3
	}'

echo
echo "Verifying, beside building (wanted: 1.3 times at most), and the size of the file without what every"
echo "document carries (wanted: 5 kB a page of text at most)"
printf '%-10s %6s %9s %9s %7s %7s %9s\n' report pages "build ms" "verify ms" ratio "MB" "kB/page"
"$B/revisit" build -o "$work/least.pdf" tests/records/minimal-follow-up.xml >/dev/null 2>&1
before=$(bytes "$work/least.pdf")
for copies in 1 10 100; do
	verified "x $copies" "$work/v.pdf" "$work/$copies.xml"
done

echo
echo "Finishing, beside layout and drawing (wanted: 25 % at most), in milliseconds"
printf '%-16s %6s %12s %10s %9s %12s\n' report pages "layout, draw" finish "share" "of packing"
finishing sample input/bromley-2008.xml 31
finishing "x 10" "$work/10.xml" 11
finishing "x 100" "$work/100.xml" 3

# Charts: what one more costs, everything from its data to the document, and the data carried with it.
words=$(grep '<word ' templates/strings/charts.en-GB.xml)
for charts in 1 201; do
	awk -v charts=$charts -v words="$words" -f tests/bench/charts.awk </dev/null >"$work/charts-$charts.xml"
done
hyperfine --style none --warmup 2 --runs "${RUNS:-10}" --export-csv "$work/times" \
	"$B/revisit build --from report -o $work/1.pdf $work/charts-1.xml" \
	"$B/revisit build --from report -o $work/201.pdf $work/charts-201.xml" >/dev/null 2>&1
echo
awk -F, 'NR == 2 { one = $7 } NR == 3 { printf "charts of 120 months: %.2f ms each (1.5 allowed)\n", ($7 - one) * 5 }' \
	"$work/times"

echo
sh tests/bench/check.sh

# From a save to its pixels, as an inspector sees it; wanted: 40 ms (p50) and 80 ms (p95) for the sample,
# also after 1,000 saves, with less than 5 % more memory; 250 ms (p95) for a report of 90 pages.
echo
if sh tests/browser/modules.sh 2>"$work/said"; then
	mkdir "$work/preview"
	xsltproc --novalid --stringparam copies 9 tests/bench/copies.xsl "$record" >"$work/long.xml"
	node tests/browser/latency.js "$(cd "$B" && pwd)/revisit" "$work/preview" "$record:${SAVES:-1000}" \
		input/bedfordshire-2008.xml:50 "$work/long.xml:50" ||
		echo "preview in a browser: not measured, the measurement failed"
else
	echo "preview in a browser: not measured, its tools are missing: $(head -n 1 "$work/said")"
fi

# What the preview's builder does at each save, in a process that has done it before.
echo
echo "preview: from the saved record to its pages as SVG, the first time and then"
for one in input/*.xml; do
	"$B/bench/draft" "$one" "$((${RUNS:-10} + 1))"
done
