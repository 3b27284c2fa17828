#!/bin/sh
# conformance.sh: every sample, and the reports that try structure to its limit, as PDF/UA-1 and as
# PDF/A-3a, by veraPDF. Fetches veraPDF once, a fixed version, through Maven; needs Java.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
version=1.26.2
sum=6b3cd7daa39d2364d2e6043cefa168a355fbec12457c35d93cdabbcd7448b599
cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/revisit
jar=$cache/greenfield-apps-$version.jar
workspace

genuine() { [ -e "$jar" ] && echo "$sum  $jar" | sha256sum -c --status; }

if ! genuine; then
	mkdir -p "$cache"
	mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
		-Dartifact=org.verapdf.apps:greenfield-apps:$version -DoutputDirectory="$cache" >"$work/mvn" 2>&1 || {
		cat "$work/mvn"
		echo "veraPDF could not be fetched" >&2
		exit 3
	}
	genuine || { echo "$jar is not what it should be" >&2; exit 3; }
fi

# built NAME OPTIONS... FILE: a PDF to look at
built() {
	pdf=$work/$1.pdf
	shift
	check "$pdf is built" "$B/revisit" build -o "$pdf" "$@"
}

for record in input/*.xml; do
	built "$(basename "$record" .xml)" "$record"
	built "$(basename "$record" .xml)-draft" --draft "$record"
	built "$(basename "$record" .xml)-hmic" --style hmic-2007 "$record"
done
for case in charts-unit charts-force; do
	built "$case" "tests/golden/$case/record.xml"
done
for report in tests/reports/*.xml; do
	built "report-$(basename "$report" .xml)" --from report "$report"
done
# Both at once, each in one Java machine for all files.
export jar
printf '%s\n' ua1 3a | xargs -n 1 -P 2 sh -c '
	java -cp "$jar" org.verapdf.apps.GreenfieldCliWrapper -f "$2" --format text -v "$1"/*.pdf \
		>"$1/$2.said" 2>&1 || true' conformance "$work"
for flavour in ua1 3a; do
	for pdf in "$work"/*.pdf; do
		name=$(basename "$pdf" .pdf)
		if grep -q "^PASS .*/$name\.pdf" "$work/$flavour.said"; then
			pass
			echo "$flavour  pass  $name"
		else
			fail "$name is not $flavour"
			sed -n "/^FAIL .*\/$name\.pdf/,/^[PF]A[SI][SL] /p" "$work/$flavour.said" | head -n 20
		fi
	done
done
done_counting
