#!/bin/sh
# lint.sh: clang-tidy and cppcheck over our sources, and the sources in the form of clang-format.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
packages=$(sed -n 's/^PKGS *:= *//p' Makefile)
includes="-Isrc -D_GNU_SOURCE $(pkg-config --cflags $packages)"
sources=$(find src tests/unit tests/bench -name '*.c' 2>/dev/null | sort)

# One clang-tidy for each core: it is by far the slowest.
tidy() {
	echo "$sources" | grep -v '/version\.c$' | xargs -n 4 -P "$(nproc 2>/dev/null || echo 2)" \
		sh -c 'clang-tidy --quiet "$@" -- -std=c17 '"$includes"' 2>/dev/null' tidy
}

cpp() {
	cppcheck --quiet --std=c11 --language=c --enable=warning,performance,portability \
		--error-exitcode=1 --inline-suppr --suppress=missingIncludeSystem -D_GNU_SOURCE -Isrc \
		--suppressions-list=tests/cppcheck.supp $sources
}

form() {
	echo "$sources $(find src tests/unit tests/bench -name '*.h' 2>/dev/null)" |
		xargs clang-format --dry-run -Werror
}

check "clang-tidy" tidy
check "cppcheck" cpp
done_counting
