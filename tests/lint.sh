#!/bin/sh
# lint.sh: clang-tidy and cppcheck over our sources. What was clean is looked at again when it, a header
# that it includes, the settings or the tool has changed: $B/lint has the hashes of what was clean.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
packages=$(sed -n 's/^PKGS *:= *//p; s/^LOADED *:= *\([^#]*\).*/\1/p' Makefile | tr '\n' ' ')
includes="-Isrc -D_GNU_SOURCE $(pkg-config --cflags $packages)"
jobs=$(nproc 2>/dev/null || echo 2)
clean=$B/lint
mkdir -p "$clean/tidy" "$clean/cppcheck"

# largest FOLDER: its C files, the largest first, so that no core is left with the longest at the end
largest() { find "$1" -name '*.c' ! -name version.c -exec ls -lS {} + | awk '{ print $NF }'; }

# tidy FOLDER OPTION...: one clang-tidy for each core, a file at a time: its path analysis takes by far the
# most time of all
tidy() {
	folder=$1
	shift
	settings=$(clang-tidy --version && cat .clang-tidy && echo "$includes" "$@")
	export settings
	largest "$folder" | xargs -n 1 -P "$jobs" sh -c '
		all=$({ echo "$settings" && clang -E -C -std=c17 '"$includes"' "$1"; } 2>&1 | sha256sum | cut -c 1-64)
		[ ! -e "'"$clean"'/tidy/$all" ] || exit 0
		said=$(clang-tidy --quiet '"$*"' "$1" -- -std=c17 '"$includes"' 2>/dev/null) || { echo "$said"; exit 1; }
		: >"'"$clean"'/tidy/$all"' tidy
}

cpp() {
	cppcheck --quiet --std=c11 --language=c --enable=warning,performance,portability \
		--error-exitcode=1 --inline-suppr --suppress=missingIncludeSystem -D_GNU_SOURCE -Isrc \
		--suppressions-list=tests/cppcheck.supp --cppcheck-build-dir="$clean/cppcheck" -j "$jobs" \
		$(find src tests/unit tests/bench -name '*.c' | sort)
}

# The path analysis is left out for tests: it does not know that a failed assertion of cmocka ends them.
check "clang-tidy of the program" tidy src
check "clang-tidy of the tests" tidy tests "--checks=-clang-analyzer-*"
check "cppcheck" cpp
done_counting
