#!/bin/sh
# same.sh: what is made depends on what it is made of, and on nothing else: not on how often, where, when,
# in which language of the machine, by which copy of the program, or beside which other records.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
workspace
cd "$work"
sample=bromley-2008
record=$root/input/$sample.xml
report=$root/tests/reports/scripts.xml

# locales of the machine are made here, so that the test does not rest on which are installed
mkdir locales
for locale in cy_GB tr_TR de_DE; do
	localedef -i $locale -f UTF-8 "locales/$locale.UTF-8" >said 2>&1 || true
done
LOCPATH=$work/locales
export LOCPATH
comma() { [ "$(LC_ALL=de_DE.UTF-8 locale decimal_point)" = , ]; }
check "there is a language with a decimal comma" comma

mkdir first second
build() { "$revisit" build "$@" >said 2>&1 || { fail "build $*: $(tail -n 1 said)"; return 0; }; }
build -o first/x.pdf "$record"
build -o first/s.pdf --from report "$report"
for to in html report frames; do
	build --to $to -o first/x.$to "$record"
done
build --to svg -o first/x-%d.svg --from report "$report"
build --to png --scale 1 -o first/x-%d.png --from report "$report"
build --report accessibility -o first/a.pdf "$record"

# same SURROUNDINGS...: all of it once more, as that command runs it
same() {
	rm -rf second
	mkdir second
	"$@" "$revisit" build -o second/x.pdf "$record" >said 2>&1 || true
	"$@" "$revisit" build -o second/s.pdf --from report "$report" >said 2>&1 || true
	for to in html report frames; do
		"$@" "$revisit" build --to $to -o second/x.$to "$record" >said 2>&1 || true
	done
	"$@" "$revisit" build --to svg -o second/x-%d.svg --from report "$report" >said 2>&1 || true
	"$@" "$revisit" build --to png --scale 1 -o second/x-%d.png --from report "$report" >said 2>&1 || true
	"$@" "$revisit" build --report accessibility -o second/a.pdf "$record" >said 2>&1 || true
	check "the same: $*" diff -r first second
}

same env
for locale in C cy_GB.UTF-8 tr_TR.UTF-8 de_DE.UTF-8; do
	same env LANG=$locale LC_ALL=$locale LANGUAGE=$locale
done
mkdir home
same env HOME="$work/home" XDG_CONFIG_HOME="$work/home" XDG_CACHE_HOME="$work/home" USER=other LOGNAME=other
same env -i PATH="$PATH" LOCPATH="$LOCPATH"
same env TZ=Pacific/Auckland
same env MALLOC_PERTURB_=165 COLUMNS=20 TERM=dumb
same sh -c 'umask 027; exec "$@"' sh
# The sanitizers must be loaded before anything else, which faketime wants, too.
if [ -z "${SAN:-}" ]; then
	same faketime '1999-12-31 23:59:58'
	same faketime '2038-02-01 00:00:00'
fi

# By a copy of the program in another place, with a copy of its data.
mkdir -p elsewhere/deep/er
cp "$revisit" elsewhere/deep/er/
cp -R "$root/templates" "$root/styles" elsewhere/
kept=$revisit
revisit=$work/elsewhere/deep/er/revisit
same env REVISIT_DATA="$work/elsewhere"
revisit=$kept

# From the record's own folder; and of a copy of it in another, with all that it takes in.
(cd "$root/input" && "$revisit" build -o "$work/second/own.pdf" $sample.xml) >said 2>&1
check "the same from the record's folder" cmp first/x.pdf second/own.pdf
cp -R "$root/input" copy
build -o second/copy.pdf copy/$sample.xml
check "the same of a copy" cmp first/x.pdf second/copy.pdf

# Beside others, in any order.
mkdir alone forth back
for file in "$root"/input/*.xml; do
	build -o alone "$file"
done
build -o forth "$root"/input/*.xml
build -o back $(ls -r "$root"/input/*.xml)
check "the same beside others" diff -r alone forth
check "the same in another order" diff -r alone back
if "$revisit" help build | grep -q '^  -j'; then
	mkdir many
	build -j 4 -o many "$root"/input/*.xml
	check "the same by many workers" diff -r alone many
fi

# The date: the record's own, or what was asked for; then that, and nothing else, differs.
dates() { qpdf --qdf --object-streams=disable "$1" - | grep -a '/CreationDate\|/ModDate\|xmp:CreateDate' | tr '\n' ' '; }
issued=$(sed -n 's/.*<issued[^>]*date="\([0-9-]*\)".*/\1/p' "$record" | head -n 1 | tr -d -)
check "the date is the record's own: $issued" sh -c "case '$(dates first/x.pdf)' in *'D:$issued'*) ;; *) exit 1 ;; esac"
export SOURCE_DATE_EPOCH=86400
build -o second/e.pdf "$record"
build -o second/f.pdf "$record"
check "the same of the same SOURCE_DATE_EPOCH" cmp second/e.pdf second/f.pdf
check "it is honoured" sh -c "case '$(dates second/e.pdf)' in *D:19700102000000*) ;; *) exit 1 ;; esac"
SOURCE_DATE_EPOCH=86401 build -o second/g.pdf "$record"
check "another gives another" sh -c '! cmp -s second/e.pdf second/g.pdf'
unset SOURCE_DATE_EPOCH
for file in first/x.pdf second/e.pdf; do
	pdftotext "$file" "$file.txt"
done
check "its words do not depend on it" cmp first/x.pdf.txt second/e.pdf.txt
done_counting
