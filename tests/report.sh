#!/bin/sh
# report.sh: every report of input/, into output/; says what each has come to, and the time.
set -eu
cd "$(dirname "$0")/.."
B=${B:-build}
set -- input/*.xml
[ -e "$1" ] || { echo "input/ has no records yet"; exit 0; }
mkdir -p output
began=$(date +%s%N)
status=0
"$B/revisit" build -o output "$@" || status=$?
ended=$(date +%s%N)
for record; do
	pdf=output/$(basename "$record" .xml).pdf
	[ -e "$pdf" ] || continue
	# /Count of the page tree's root is the largest one
	pages=$(LC_ALL=C sed -n 's/^.*\/Count \([0-9]*\).*$/\1/p' "$pdf" | sort -n | tail -n 1)
	echo "$pdf: ${pages:-?} pages"
done
echo "$#  record(s) in $(((ended - began) / 1000000)) ms"
exit $status
