#!/bin/sh
# golden-diag.sh [NAME...]: one mistake, one message. Each NAME.sed of tests/golden/diag/ (mistakes of form)
# and tests/golden/rules/ (what the rules find) spoils a correct record in one place; `revisit check`
# must find exactly what NAME.diag has. A first line `# record FILE` says which record, when it is not
# the folder's usual one; `# iconv ENCODING` converts the result. Those of tests/golden/pairs/ spoil
# the Welsh version of a report, or what their first line names, and `check --pair` compares the two.
# What those of tests/golden/silent/ do to a correct record only looks like a mistake: nothing is found.
# REGEN=1: takes over what is found now, and makes the .diag of a new .sed; look at the difference!
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace
LC_ALL=C
export LC_ALL

# spoil FOLDER USUAL: writes the spoilt records to $work/FOLDER
spoil() {
	mkdir "$work/$1"
	for seed in tests/golden/"$1"/*.sed; do
		name=${seed##*/}
		name=${name%.sed}
		record=$2 encoding=
		read -r head <"$seed" || true
		case $head in
		'# record '*) record=${head#\# record } ;;
		'# iconv '*) encoding=${head#\# iconv } ;;
		esac
		sed -f "$seed" "$record" >"$work/$1/$name.xml"
		[ "$1" != pairs ] || cp "${record%-cy.xml}$([ "$record" = "$2" ] && echo -en.xml)" "$work/$1/$name.one"
		[ -z "$encoding" ] || iconv -t "$encoding" "$record" >"$work/$1/$name.xml"
	done
}

# found FOLDER: what is found in each, in $work/FOLDER/NAME.diag
found() (
	cd "$work/$1"
	if [ "$1" = pairs ]; then
		for record in *.xml; do
			"$B/revisit" check --pair "${record%.xml}.one" "$record" 2>&1 || true
		done | awk '/^[^ ]/ { ours = /\[pair-[a-z]*\]$/ } ours' >all
	else
		"$B/revisit" check -- *.xml >all 2>&1 || true
	fi
	# a finding begins with the file's name; the lines below it are indented
	awk '/^[^ ]/ { name = substr($0, 1, index($0, ".xml") - 1) } name != "" { print >(name ".diag") }' all
)

compare() {
	for seed in tests/golden/"$1"/*.sed; do
		name=${seed##*/}
		name=${name%.sed}
		expect=tests/golden/$1/$name.diag now=$work/$1/$name.diag
		case " ${only:-$name} " in
		*" $name "*) ;;
		*) continue ;;
		esac
		[ -e "$now" ] || : >"$now"
		if [ -n "${REGEN:-}" ] && ! cmp -s "$expect" "$now"; then
			diff -u "$expect" "$now" || cp "$now" "$expect"
		fi
		if [ ! -s "$now" ]; then
			fail "$name: nothing is found"
		elif [ "$(grep -c '^[^ ]' "$now")" != 1 ]; then
			fail "$name: not one finding"
		elif [ "$1" = rules ] && ! grep -q "\[${name%%-*}\]$" "$now" && [ "${name#R}" != "$name" ]; then
			fail "$name: another rule finds it"
		elif diff -u "$expect" "$now" >"$work/diff" 2>&1; then
			pass
		else
			head -n 30 "$work/diff"
			fail "$name; \`REGEN=1 sh tests/golden-diag.sh $name\` if it is right"
		fi
	done
}

silence() {
	for seed in tests/golden/silent/*.sed; do
		name=${seed##*/}
		name=${name%.sed}
		case " ${only:-$name} " in
		*" $name "*) ;;
		*) continue ;;
		esac
		if cmp -s "$work/silent/$name.xml" tests/records/sound-follow-up.xml; then
			fail "$name: changes nothing"
		elif [ -e "$work/silent/$name.diag" ]; then
			cat "$work/silent/$name.diag"
			fail "$name: something is found"
		else
			pass
		fi
	done
}

only=$*
for folder in diag rules pairs; do
	[ -d tests/golden/$folder ] || continue
	case $folder in
	diag) usual=tests/records/minimal-follow-up.xml ;;
	rules) usual=tests/records/sound-follow-up.xml ;;
	pairs) usual=input/bilingual-cy.xml ;;
	esac
	spoil $folder $usual
	found $folder
	cat tests/golden/$folder/*.diag >"$work/expected" 2>/dev/null || true
	if [ -z "$only" ] && [ -z "${REGEN:-}" ] && [ $folder != pairs ] &&
		cmp -s "$work/expected" "$work/$folder/all" &&
		[ "$(grep -c '^[^ ]' "$work/$folder/all")" = "$(ls tests/golden/$folder/*.sed | wc -l)" ]; then
		passed=$((passed + $(ls tests/golden/$folder/*.sed | wc -l)))
	else
		compare $folder
	fi
done
spoil silent tests/records/sound-follow-up.xml
found silent
silence
done_counting
