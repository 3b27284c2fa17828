#!/bin/sh
# run.sh: each fuzz target for TIME seconds, side by side, as `make fuzz` runs them, beginning with the kept
# corpus and what earlier runs have found out: small files, for they are tried by the thousand. What breaks
# a target is put into its corpus, to be mended and named, and then to be replayed by every `make test`.
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

targets=
for source in tests/fuzz/fuzz_*.c; do
	target=$(basename "$source" .c)
	target=${target#fuzz_}
	targets="$targets $target"
	mkdir -p "$B/corpus/$target"
	words_of "$target" >"$work/$target.words"
done

# One for each core, side by side; what each says in TARGET.said, its end in TARGET.status.
export B work
printf '%s\n' $targets | xargs -n 1 -P "$(nproc 2>/dev/null || echo 2)" sh -c '
	status=0
	"$B/fuzz/$1" -max_total_time="${TIME:-60}" -timeout=20 -rss_limit_mb=4000 -max_len=30000 \
		-dict="$work/$1.words" -artifact_prefix="tests/fuzz/corpus/$1/" -print_final_stats=1 \
		"$B/corpus/$1" "tests/fuzz/corpus/$1" >"$work/$1.said" 2>&1 || status=$?
	echo $status >"$work/$1.status"' fuzz
for target in $targets; do
	status=$(cat "$work/$target.status")
	if [ "$status" = 0 ]; then
		pass
		sed -n 's/^stat::number_of_executed_units: *\(.*\)/'"$target"': \1 inputs/p' "$work/$target.said"
	else
		fail "$target: status $status"
		grep -v '^#[0-9]*.*\(NEW\|REDUCE\|pulse\|RELOAD\)' "$work/$target.said" | tail -n 60
	fi
done
done_counting
