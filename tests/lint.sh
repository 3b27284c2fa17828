#!/bin/sh
# lint.sh: clang-tidy and cppcheck over our sources.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
packages=$(sed -n 's/^PKGS *:= *//p; s/^LOADED *:= *\([^#]*\).*/\1/p' Makefile | tr '\n' ' ')
includes="-Isrc -D_GNU_SOURCE $(pkg-config --cflags $packages)"
sources=$(find src tests/unit tests/bench -name '*.c' 2>/dev/null | sort)

# One clang-tidy for each core: it is by far the slowest. The path analysis is left out for tests: it
# does not know that a failed assertion of cmocka ends them.
tidy() {
	folder=$1
	shift
	find "$folder" -name '*.c' | sort | grep -v '/version\.c$' | xargs -n 4 -P "$(nproc 2>/dev/null || echo 2)" \
		sh -c 'clang-tidy --quiet '"$*"' "$@" -- -std=c17 '"$includes"' 2>/dev/null' tidy
}

cpp() {
	cppcheck --quiet --std=c11 --language=c --enable=warning,performance,portability \
		--error-exitcode=1 --inline-suppr --suppress=missingIncludeSystem -D_GNU_SOURCE -Isrc \
		--suppressions-list=tests/cppcheck.supp $sources
}

check "clang-tidy of the program" tidy src
check "clang-tidy of the tests" tidy tests "--checks=-clang-analyzer-*"
check "cppcheck" cpp
done_counting
