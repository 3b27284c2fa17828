# lib.sh: counting for the shell suites; read with `.`. Suites run in the repository's root.
# A suite calls pass or fail once a check, and `done_counting` last: it prints the closing line that
# tests/run.sh adds up, and gives the suite's exit status.
passed=0 failed=0 skipped=0

# For programs that were built with the sanitizers; others do not look at them.
export ASAN_OPTIONS="detect_leaks=1:strict_string_checks=1:allocator_may_return_null=1"
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export UBSAN_OPTIONS="print_stacktrace=1"

pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAIL $*"; }
skip() { skipped=$((skipped + 1)); echo "skip $*"; }

# check NAME COMMAND...: passes when the command does; its output is shown when it does not
check() {
	name=$1
	shift
	if said=$("$@" 2>&1); then
		pass
	else
		fail "$name"
		[ -z "$said" ] || echo "$said" | sed 's/^/     /'
	fi
}

done_counting() {
	if [ $skipped = 0 ]; then
		echo "$passed passed, $failed failed"
	else
		echo "$passed passed, $failed failed, $skipped skipped"
	fi
	[ $failed = 0 ]
}
