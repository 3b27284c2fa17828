#!/bin/sh
# styles.sh: every sample in every style: nothing is too narrow or too high for its page, and the PDF has
# the same structure and words in the same order: a style has no say in content. What is read in the place
# of a drawing is the same; the words in it may be fewer.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace

structure() {
	"$B/revisit" info --structure "$1" >"$work/read" &&
		awk -f tests/unpaged.awk "$work/read" | sed '/^ *Figure /s/\( alt="[^"]*"\) "[^"]*"$/\1/'
}

for record in input/*.xml; do
	rm -f "$work/first"
	for style in styles/*/; do
		style=$(basename "$style")
		name="$(basename "$record") in $style"
		if ! "$B/revisit" build --style "$style" -o "$work/x.pdf" "$record" >"$work/said" 2>&1; then
			fail "$name: $(cat "$work/said")"
			continue
		fi
		check "$name fits its pages" sh -c '! grep ": warning: \|: error: " "$1"' sh "$work/said"
		check "$name is read back" [ "$(structure "$work/x.pdf" | tee "$work/structure" | wc -l)" -gt 20 ]
		[ -e "$work/first" ] || cp "$work/structure" "$work/first"
		check "$name has the words of the other styles" diff "$work/first" "$work/structure"
	done
done
done_counting
