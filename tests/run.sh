#!/bin/sh
# run.sh [SUITE...]: every test, as `make test` runs them, or the suites named (golden, test_layout,
# unit for all of tests/unit): one line a suite, what failed in full, a total last.
# B is the folder that was built in; SAN=1 when it was built with the sanitizers.
set -eu
cd "$(dirname "$0")/.."
B=${B:-build}
export B
unset REVISIT_DATA SOURCE_DATE_EPOCH
. tests/lib.sh
log=$(mktemp) || exit 3
trap 'rm -f "$log"' EXIT
all_passed=0 all_failed=0
asked=" $* "

# wanted NAME...: one of these was asked for, or nothing was
wanted() {
	[ "$asked" != "  " ] || return 0
	for suite; do
		case $asked in *" $suite "*) return 0 ;; esac
	done
	return 1
}

# tally NAME PASSED FAILED CLOSING-LINE
tally() {
	printf '%-24s %s\n' "$1" "$4"
	all_passed=$((all_passed + $2)) all_failed=$((all_failed + $3))
}

# A cmocka program closes with `[  PASSED  ] N test(s).` and, when some failed, `[  FAILED  ] N test(s)`.
unit() {
	name=$(basename "$1")
	status=0
	"$1" >"$log" 2>&1 || status=$?
	good=$(awk '/^\[  PASSED  \]/ { sum += $4 } END { print sum + 0 }' "$log")
	bad=$(sed -n 's/^\[  FAILED  \] .*: \([0-9]*\) test(s).*/\1/p' "$log" | tail -n 1)
	if [ $status = 0 ] && [ "${good:-0}" -gt 0 ]; then
		skipped=$(sed -n 's/^\[  SKIPPED \] \([0-9]*\) test.*/, \1 skipped/p' "$log" | tail -n 1)
		tally "$name" "$good" 0 "[  PASSED  ] $good test(s).$skipped"
	else
		grep -v '^\[ RUN\|^\[       OK' "$log" || true
		[ "${bad:-0}" -gt 0 ] || bad=1
		tally "$name" "${good:-0}" "$bad" "FAILED (status $status)"
	fi
}

# Our own suites close with `N passed, N failed`.
suite() {
	name=$1
	shift
	status=0
	"$@" >"$log" 2>&1 || status=$?
	closing=$(tail -n 1 "$log")
	good=$(echo "$closing" | sed -n 's/^\([0-9]*\) passed, .*/\1/p')
	bad=$(echo "$closing" | sed -n 's/.* passed, \([0-9]*\) failed.*/\1/p')
	grep '^skip ' "$log" || true
	if [ -z "$good" ] || { [ $status != 0 ] && [ "$bad" = 0 ]; }; then
		cat "$log"
		tally "$name" "${good:-0}" 1 "ended with status $status"
	else
		[ "$bad" = 0 ] || sed '$d' "$log"
		tally "$name" "$good" "$bad" "$closing"
	fi
}

for program in tests/unit/test_*.c; do
	wanted unit "$(basename "$program" .c)" || continue
	unit "$B/unit/$(basename "$program" .c)"
done
for script in layers packages docs golden golden-diag check html torture/records torture/layout torture/charts program draft styles verify access words same fuzz preview samples; do
	# Until there is a program, there is nothing to see from outside.
	[ -e src/main.c ] || case $script in docs | golden | html | program | draft | preview) continue ;; esac
	wanted $script || continue
	suite $script sh tests/$script.sh
done
echo
echo "$all_passed passed, $all_failed failed"
[ $all_failed = 0 ] && [ $all_passed -gt 0 ]
