#!/bin/sh
# fuzz.sh: what once broke a fuzz target, and other hostile files that are kept, no longer does. (`make
# fuzz` looks for more.)
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
said=$(mktemp)
trap 'rm -f "$said"' EXIT

for folder in tests/fuzz/corpus/*/; do
	target=$(basename "$folder")
	for file in "$folder"*; do
		if timeout 120 "$B/fuzz/$target" "$file" >"$said" 2>&1; then
			pass
		else
			fail "$file breaks $target again"
			tail -n 20 "$said"
		fi
	done
done
done_counting
