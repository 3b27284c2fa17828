#!/bin/sh
# run.sh [SUITE...]: every test, as `make test` runs them, or the suites named (golden, test_layout,
# unit for all of tests/unit): one line a suite, what failed in full, a total last.
# B is the folder that was built in; SAN=1 when it was built with the sanitizers; JOBS=n: so many suites at
# a time (default: as many as there are cores), told in order all the same.
set -eu
cd "$(dirname "$0")/.."
unset REVISIT_DATA SOURCE_DATE_EPOCH
. tests/lib.sh
export B
workspace
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
	good=$(awk '/^\[  PASSED  \]/ { sum += $4 } END { print sum + 0 }' "$log")
	bad=$(sed -n 's/^\[  FAILED  \] .*: \([0-9]*\) test(s).*/\1/p' "$log" | tail -n 1)
	if [ "$status" = 0 ] && [ "${good:-0}" -gt 0 ]; then
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
	closing=$(tail -n 1 "$log")
	good=$(echo "$closing" | sed -n 's/^\([0-9]*\) passed, .*/\1/p')
	bad=$(echo "$closing" | sed -n 's/.* passed, \([0-9]*\) failed.*/\1/p')
	grep '^skip ' "$log" || true
	if [ -z "$good" ] || { [ "$status" != 0 ] && [ "$bad" = 0 ]; }; then
		cat "$log"
		tally "$name" "${good:-0}" 1 "ended with status $status"
	else
		[ "$bad" = 0 ] || sed '$d' "$log"
		tally "$name" "$good" "$bad" "$closing"
	fi
}

names=
for program in tests/unit/test_*.c; do
	name=$(basename "$program" .c)
	wanted unit "$name" && names="$names $name"
done
for name in layers packages docs golden golden-diag blocks check html torture/records torture/layout torture/charts program draft styles verify access words same fuzz preview samples; do
	# Until there is a program, there is nothing to see from outside.
	[ -e src/main.c ] || case $name in docs | golden | html | program | draft | preview) continue ;; esac
	wanted "$name" && names="$names $name"
done

# run_all: the longest first; what each says in NAME.log, its end in NAME.status, then its name
run_all() {
	mkdir "$work/torture"
	first=
	for name in html words preview same verify program fuzz; do
		case " $names " in *" $name "*) first="$first $name" ;; esac
	done
	printf '%s\n' $first $names | awk '!seen[$0]++' | xargs -n 1 -P "${JOBS:-$(nproc 2>/dev/null || echo 2)}" sh -c '
		status=0
		case $2 in
		test_*) "$B/unit/$2" ;;
		*) sh "tests/$2.sh" ;;
		esac >"$1/$2.log" 2>&1 </dev/null || status=$?
		echo $status >"$1/$2.status"
		echo "$2"' run "$work"
}

# tell_all: as many as have ended, in their order, each time that one has
tell_all() {
	set -- $names
	while read -r name; do
		ended="$ended $name "
		while [ $# -gt 0 ]; do
			case $ended in *" $1 "*) ;; *) break ;; esac
			name=$1 log=$work/$1.log status=$(cat "$work/$1.status")
			case $name in
			test_*) unit ;;
			*) suite ;;
			esac
			shift
		done
	done
	for name; do
		tally "$name" 0 1 "was not run to its end"
	done
	echo
	echo "$all_passed passed, $all_failed failed"
	[ $all_failed = 0 ] && [ $all_passed -gt 0 ]
}

ended=
[ -n "$names" ] || { tell_all </dev/null; exit; }
run_all | tell_all
