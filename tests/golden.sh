#!/bin/sh
# golden.sh [CASE...]: compares what the program says and makes with what is kept in tests/golden/.
# A case is a folder with record.xml, or a file `record` that names a record from the root of the
# repository, perhaps edit.sed, which changes it first, and perhaps a file `options` for `revisit
# build`. The file that is there is the test:
#   expect.diag    what `revisit check` prints, and its exit status
#   expect.report  the structured report, `build --to report`
#   expect.frames  the frames, `build --to frames`
#   expect.pages   a line for each page, with the sum of its frames, where those would be long: which pages have
#                  changed; `build --to frames` before and after tells how
#   expect.html    the page, `build --to html`, but for its style sheet and the insides of charts
#   expect.paged   the structure of the PDF as read back, `info --structure`: what a screen reader is given
#   expect.struct  the same without what goes with every change of layout: the numbers of pages, and where
#                  words and links are divided
# REGEN=1: shows the differences, then takes them over; `touch` an expect file to begin with it.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace

# made KIND RECORD OPTIONS...: writes $work/KIND
made() {
	kind=$1 record=$2
	shift 2
	status=0
	case $kind in
	diag)
		"$B/revisit" check "$record" >"$work/diag" 2>&1 || status=$?
		echo "exit status $status" >>"$work/diag"
		;;
	struct | paged)
		{ "$B/revisit" build -o "$work/x.pdf" "$@" "$record" >"$work/said" &&
			"$B/revisit" info --structure "$work/x.pdf" >"$work/$kind"; } 2>>"$work/said" ||
			{ echo "exit status $?"; cat "$work/said"; } >"$work/$kind"
		[ "$kind" = paged ] || {
			awk -f tests/unpaged.awk "$work/struct" >"$work/unpaged"
			mv "$work/unpaged" "$work/struct"
		}
		;;
	pages)
		rm -rf "$work/each"
		mkdir "$work/each"
		"$B/revisit" build --to frames -o "$work/frames" "$@" "$record" >"$work/said" 2>&1 ||
			echo "exit status $?" >"$work/frames"
		awk -v into="$work/each" -f tests/pages.awk "$work/frames" >"$work/each.told"
		(cd "$work/each" && cksum *) | awk '{ print $1 }' | paste -d ' ' "$work/each.told" - >"$work/pages"
		;;
	*)
		"$B/revisit" build --to "$kind" -o "$work/$kind" "$@" "$record" >"$work/said" 2>&1 || {
			echo "exit status $?" >>"$work/said"
			cp "$work/said" "$work/$kind"
		}
		[ "$kind" != html ] || sed -i '/^<style>/,/^<\/style>/d; /^<\(text\|path\|rect\) /d' "$work/html"
		;;
	esac
}

[ $# -gt 0 ] || set -- tests/golden/*/
for folder; do
	folder=${folder%/}
	case $folder in
	tests/golden/diag | tests/golden/pairs | tests/golden/rules | tests/golden/silent) continue ;; # golden-diag.sh has those
	esac
	[ -d "$folder" ] || { fail "$folder is not there"; continue; }
	record=$folder/record.xml
	[ ! -e "$folder/record" ] || record=$(cat "$folder/record")
	if [ -e "$folder/edit.sed" ]; then
		sed -f "$folder/edit.sed" "$record" >"$work/record.xml"
		record=$work/record.xml
	fi
	options=
	[ ! -e "$folder/options" ] || options=$(cat "$folder/options")
	for expect in "$folder"/expect.*; do
		[ -e "$expect" ] || { fail "$folder expects nothing"; continue; }
		kind=${expect##*.}
		rm -f "$work/$kind"
		made "$kind" "$record" $options
		if diff -u "$expect" "$work/$kind" >"$work/diff" 2>&1; then
			pass
		elif [ -n "${REGEN:-}" ]; then
			cat "$work/diff"
			cp "$work/$kind" "$expect"
			pass
		else
			head -n 60 "$work/diff"
			fail "$expect; \`make regen CASE=${folder##*/}\` if it is right"
		fi
	done
done
done_counting
