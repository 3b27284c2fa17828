#!/bin/sh
# run.sh: each fuzz target for TIME seconds, as `make fuzz` runs them, beginning with the kept corpus and
# what earlier runs have found out: small files, for they are tried by the thousand. What breaks a target
# is put into its corpus, to be mended and named, and then to be replayed by every `make test`.
set -eu
cd "$(dirname "$0")/../.."
B=${B:-build-fuzz}
. tests/lib.sh
workspace
TMPDIR=$work
[ ! -d /dev/shm ] || { TMPDIR=$(mktemp -d /dev/shm/fuzz.XXXXXX) && trap 'rm -rf "$work" "$TMPDIR"' EXIT; }
export TMPDIR

# words_of TARGET: what its inputs are made of, as a dictionary
words_of() {
	case $1 in
	record)
		{
			grep -o 'name="[^"]*"' templates/record.rng | sed 's/name="\(.*\)"/"<\1"\n"<\/\1>"\n" \1=\\""/'
			grep -o '<value>[^<]*' templates/record.rng | sed 's/<value>\(.*\)/"\1"/'
		} | sort -u
		;;
	pdf)
		cat src/pdf/*.c | grep -o '"/[A-Z][A-Za-z]*' | sort -u | sed 's/$/"/'
		printf '%s\n' '"endstream"' '"stream\x0a"' '" 0 R"' '"endobj"' '"xref\x0a"' '"trailer"' '"<<"' '">>"' '" BDC"' \
			'" EMC"' '"beginbfchar"' '"beginbfrange"' '"/MCID "'
		;;
	esac
}

for source in tests/fuzz/fuzz_*.c; do
	target=$(basename "$source" .c)
	target=${target#fuzz_}
	found=$B/corpus/$target
	mkdir -p "$found"
	words_of "$target" >"$work/words"
	status=0
	"$B/fuzz/$target" -max_total_time="${TIME:-60}" -timeout=20 -rss_limit_mb=4000 -max_len=30000 \
		-dict="$work/words" -artifact_prefix="tests/fuzz/corpus/$target/" -print_final_stats=1 \
		"$found" "tests/fuzz/corpus/$target" >"$work/said" 2>&1 || status=$?
	if [ $status = 0 ]; then
		pass
		sed -n 's/^stat::number_of_executed_units: *\(.*\)/'"$target"': \1 inputs/p' "$work/said"
	else
		fail "$target: status $status"
		grep -v '^#[0-9]*.*\(NEW\|REDUCE\|pulse\|RELOAD\)' "$work/said" | tail -n 60
	fi
done
done_counting
