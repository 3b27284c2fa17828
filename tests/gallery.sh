#!/bin/sh
# gallery.sh: every kind of chart on a page of its own, from the data of tests/charts/, as
# output/charts.pdf, and the same in grey and as a person with deuteranopia sees it.
set -eu
cd "$(dirname "$0")/.."
B=${B:-build}
mkdir -p output
report=output/charts.report.xml

figures() {
	awk '
	function attribute(name) {
		if (!match($0, " " name "=\"[^\"]*\"")) return ""
		return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
	}
	/<chart / {
		title = attribute("title")
		print "<figure><caption>" toupper(substr(title, 1, 1)) substr(title, 2) "</caption>"
		if (!attribute("period")) sub("<chart ", "<chart waive=\"period group method projection\" ")
	}
	/<figure>|<\?xml|<!--|-->|charts>/ { next }
	/<\/figure>/ { print "<source>Made-up figures, to show the kind of chart.</source></figure>"; next }
	{ print }' "$1"
}

# Sparklines and marks stand in the cells of a table.
cells() {
	awk '
	/<chart / { open = 1; name = "sparkline" }
	/variant="/ { match($0, /variant="[^"]*"/); name = substr($0, RSTART + 9, RLENGTH - 10) }
	open { lines = lines $0 "\n" }
	/<\/chart>/ {
		print "<row><cell><para>" name "</para></cell><cell><figure>" lines "</figure></cell></row>"
		open = 0; lines = ""
	}' "$1"
}

title() {
	case $1 in
	bars) echo 'Bars: grouped, stacked, to 100%' ;;
	bullet) echo 'Bullets: milestones' ;;
	change) echo 'Dumbbells and slopes: before and now' ;;
	control) echo 'Process control charts' ;;
	distribution) echo 'Distribution of grades' ;;
	interval) echo 'Ranges and intervals' ;;
	monthly) echo 'Months' ;;
	multiples) echo 'Small multiples' ;;
	peers) echo 'Peer groups' ;;
	steps) echo 'Steps: a grade on its scale' ;;
	*) echo "$1" ;;
	esac
}

{
	echo '<report xml:lang="en-GB"><head><title>Charts</title><date>2007</date>'
	echo '<words page="Page {page} of {pages}" continued="(continued)">'
	grep '<word ' templates/strings/charts.en-GB.xml
	echo '</words></head>'
	for file in tests/charts/*.xml; do
		name=$(basename "$file" .xml)
		case $name in style | small) continue ;; esac
		echo "<section><heading>$(title "$name")</heading><para>$(sed -n '2s/^<!-- \(.*\) -->$/\1/p' "$file")</para>"
		figures "$file"
		echo '</section><new-page/>'
	done
	echo '<section><heading>In the cells of tables</heading><table><column share="2"/><column share="1"/>'
	echo '<row part="head"><cell scope="column"><para>Mark</para></cell><cell scope="column"><para>As it is drawn</para></cell></row>'
	cells tests/charts/small.xml
	echo '</table></section></report>'
} >"$report"
for sight in normal grey deuteranopia; do
	out=output/charts-$sight.pdf
	[ $sight != normal ] || out=output/charts.pdf
	"$B/revisit" build --from report --sight $sight -o "$out" "$report"
done
