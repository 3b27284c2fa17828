# lib.sh: what the shell suites share; read with `.`, in the repository's root.
# A suite calls pass or fail once a check, and `done_counting` last: it prints the closing line that
# tests/run.sh adds up, and gives the suite's exit status.
passed=0 failed=0 skipped=0
# From wherever a suite goes: the repository, the folder that was built in, the program.
root=$PWD
case ${B:=build} in /*) ;; *) B=$PWD/$B ;; esac
revisit=$B/revisit

# For programs that were built with the sanitizers; others do not look at them.
export ASAN_OPTIONS="detect_leaks=1:strict_string_checks=1:allocator_may_return_null=1"
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export UBSAN_OPTIONS="print_stacktrace=1"

# workspace: a folder of the suite's own, $work, that is gone when it ends
workspace() {
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
}

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

# gives NAME STATUS PATTERN COMMAND...: passes when the command ends with that status and says that; what it
# said is in the file `said` of the folder that the suite is in
gives() {
	name=$1 wanted=$2 pattern=$3
	shift 3
	status=0
	timeout 120 "$@" >said 2>&1 </dev/null || status=$?
	if [ $status = "$wanted" ] && grep -Eq "$pattern" said; then
		pass
	else
		fail "$name: status $status, not $wanted, or it does not say '$pattern'"
		head -n 8 said | sed 's/^/     /'
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
