#!/bin/sh
# check.sh: how long the check of records takes, as whole processes: one, a thousand in one call, and
# great ones, whose time must grow with their size and no faster. RUNS=n for another number than ten.
set -eu
cd "$(dirname "$0")/../.."
B=${B:-build}
record=input/milton-keynes-2007.xml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# check_row NAME COUNT RECORD...: a row of the table
check_row() {
	name=$1 count=$2
	shift 2
	size=$(cat "$@" | wc -c)
	printf '%s\n' "$@" >"$work/names"
	hyperfine --style none --ignore-failure --warmup 1 --runs "${RUNS:-10}" --export-csv "$work/times" \
		"xargs $B/revisit check <$work/names" >/dev/null 2>&1
	/usr/bin/time -f %M -o "$work/peak" "$B/revisit" check "$@" >/dev/null 2>&1 || true
	awk -F, -v name="$name" -v count="$count" -v size="$size" -v memory="$(tail -n 1 "$work/peak")" '
		NR == 2 {
			printf "%-14s %7.2f %9.1f ± %-6.1f %8.1f %9.1f %8.1f %7.0f\n", name, size / 1e6, $2 * 1000,
				$3 * 1000, $7 * 1000, count / $2, size / 1e6 / $2, memory / 1024
		}' "$work/times"
}

printf '%-14s %7s %9s   %-6s %8s %9s %8s %7s\n' check MB ms "sd" least records/s MB/s "MB held"
check_row sample 1 "$record"
mkdir "$work/many"
for i in $(seq 1000); do
	cp "$record" "$work/many/$i.xml"
done
check_row "1,000 samples" 1000 "$work"/many/*.xml
for copies in 112 375 1130; do # 3, 10 and 30 MB
	xsltproc --novalid --stringparam copies $copies tests/bench/copies.xsl "$record" >"$work/great.xml"
	check_row "x $copies" 1 "$work/great.xml"
done
