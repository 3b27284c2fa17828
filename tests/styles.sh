#!/bin/sh
# styles.sh: small capitals, where a style asks for them. And every sample in every style: nothing is too narrow or too high for its page, and the PDF has
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

# capitals YES-NO: the frames of words in a font that has small capitals, and its PDF as read back
capitals() {
	mkdir -p "$work/data/styles/capped"
	cat >"$work/data/styles/capped/style.xml" <<-END
		<style name="capped" from="inspectorate">
		<fonts><family name="noto" font="Noto Sans"><file name="NotoSans-Regular.ttf" package="fonts-noto-core"/></family></fonts>
		<looks><look name="capped" font="noto" small-caps="$1"/></looks>
		</style>
	END
	for to in frames pdf; do
		REVISIT_DATA="$work/data" "$B/revisit" build --from report --style capped --to $to -o "$work/capped.$to" "$work/capped.xml" >"$work/said" 2>&1 ||
			cat "$work/said"
	done
	"$B/revisit" info --structure "$work/capped.pdf" >"$work/capped-$1.structure"
	grep ' capped ' "$work/capped.frames" >"$work/capped-$1.frames"
}

mkdir "$work/data"
cp -r templates styles "$work/data/"
echo '<report xml:lang="en-GB"><head><title>T</title><date>2007</date><words page="{page}" continued="c"/></head><section><para><span style="capped">Áfffi Small Caps</span></para></section></report>' >"$work/capped.xml"
capitals yes
check "small capitals that the font has are not told" sh -c '! grep small-caps "$1"' sh "$work/said"
capitals no
check "small capitals are drawn" sh -c '[ -s "$1" ] && ! diff "$1" "$2" >"$3"' sh "$work/capped-yes.frames" "$work/capped-no.frames" "$work/said"
check "the text is what it was" diff "$work/capped-yes.structure" "$work/capped-no.structure"
check "the text is there" grep -q 'Áfffi Small Caps' "$work/capped-yes.structure"

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
