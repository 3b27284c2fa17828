#!/bin/sh
# golden-diag.sh [NAME...]: one mistake, one message. Each tests/golden/diag/NAME.sed spoils a correct
# record in one place; `revisit check` must find exactly that, in the words of NAME.diag, and give
# status 1. A first line `# iconv ENCODING` converts the result; `# record FILE` starts from another
# record than the minimal one.
# REGEN=1: shows the differences, then takes them over, and makes the .diag of a new .sed.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
B=${B:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL

[ $# -gt 0 ] || set -- tests/golden/diag/*.sed
for seed; do
	seed=tests/golden/diag/$(basename "$seed" .sed).sed
	name=$(basename "$seed" .sed)
	record=$(sed -n 's/^# record //p' "$seed")
	encoding=$(sed -n 's/^# iconv //p' "$seed")
	record=${record:-tests/records/minimal-follow-up.xml}
	sed -f "$seed" "$record" >"$work/$name.xml"
	if cmp -s "$work/$name.xml" "$record" && [ -z "$encoding" ]; then
		fail "$name changes nothing"
		continue
	fi
	if [ -n "$encoding" ]; then
		iconv -t "$encoding" "$work/$name.xml" >"$work/converted"
		mv "$work/converted" "$work/$name.xml"
	fi
	status=0
	"$B/revisit" check "$work/$name.xml" >"$work/said" 2>&1 || status=$?
	sed "s|$work/||" "$work/said" >"$work/diag"
	count=$(grep -c '\[[a-z-]*\]$' "$work/diag" || true)
	if [ -n "${REGEN:-}" ]; then
		diff -u "tests/golden/diag/$name.diag" "$work/diag" || cp "$work/diag" "tests/golden/diag/$name.diag"
	fi
	if [ "$count" != 1 ] || [ $status != 1 ]; then
		fail "$name: $count findings, status $status"
	elif diff -u "tests/golden/diag/$name.diag" "$work/diag" >"$work/diff" 2>&1; then
		pass
	else
		head -n 30 "$work/diff"
		fail "$name; \`REGEN=1 tests/golden-diag.sh $name\` if it is right"
	fi
done
done_counting
