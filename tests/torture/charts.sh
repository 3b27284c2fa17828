#!/bin/sh
# charts.sh: bad data for charts, through the whole program: each is told at its line, or drawn soundly
# and said so; never a signal, within seconds of processor time and 300 MB.
set -eu
cd "$(dirname "$0")/../.."
. tests/lib.sh
workspace
seconds=4 memory=307200
[ -z "${SAN:-}" ] || seconds=60 memory=unlimited
sound=tests/golden/charts-unit/record.xml

# built FILE OPTIONS...: builds it as a PDF and keeps what is said
built() {
	file=$1
	shift
	status=0
	rm -f "$work/out.pdf"
	(
		ulimit -t $seconds
		[ $memory = unlimited ] || ulimit -v $memory
		exec "$B/revisit" build -o "$work/out.pdf" "$@" "$file"
	) >"$work/said" 2>&1 || status=$?
}
# expect NAME STATUS LINE MESSAGE PDF(yes|no)
expect() {
	if [ $status != "$2" ]; then
		fail "$1: status $status: $(head -c 300 "$work/said")"
	elif [ -n "$3" ] && ! grep -q "xml:$3: .*$4" "$work/said"; then
		fail "$1: not told at line $3: $(head -c 600 "$work/said")"
	elif [ "$5" = yes ] && [ "$(head -c 5 "$work/out.pdf" 2>/dev/null)" != "%PDF-" ]; then
		fail "$1: no document"
	elif [ "$5" = no ] && [ -e "$work/out.pdf" ]; then
		fail "$1: a document of what is wrong"
	else
		pass
	fi
}
# where TEXT: the line of the sound record that has it
where() { grep -n -m 1 -F "$1" "$sound" | cut -d : -f 1; }
# record NAME STATUS LINE MESSAGE PDF SED: the sound record, edited
record() {
	sed "$6" "$sound" >"$work/record.xml"
	if cmp -s "$work/record.xml" "$sound"; then
		fail "$1: the edit changes nothing"
		return
	fi
	built "$work/record.xml" --draft
	expect "$1" "$2" "$3" "$4" "$5"
}
# report NAME STATUS LINE MESSAGE PDF: charts of report XML on standard input
report() {
	{
		echo '<report xml:lang="en-GB"><head><title>Charts</title><words>'
		grep '<word ' templates/strings/charts.en-GB.xml
		echo '</words></head>'
		cat
		echo '</report>'
	} >"$work/report.xml"
	line=$3
	[ -z "$line" ] || line=$(($(grep -n -m 1 '</words>' "$work/report.xml" | cut -d : -f 1) + line))
	built "$work/report.xml" --from report
	expect "$1" "$2" "$line" "$4" "$5"
}
# points VALUE...: a monthly chart of them; its first point stands in line 2
points() {
	echo '<figure><caption>C</caption><chart kind="monthly" title="calls"><series role="value" name="Calls">'
	month=1
	for value; do
		echo "<point month=\"2007-0$month\" value=\"$value\"/>"
		month=$((month + 1))
	done
	echo '</series></chart><source>Made up.</source></figure>'
}

# ---- in records: numbers that are none ----
month='<month at="2006-03" value="37"'
line=$(where "$month")
for value in many NaN INF -INF 1e308 3.5 -4 0x10 '1,204' ''; do
	record "a month with \"$value\"" 1 "$line" 'of .month. ' no "s/at=\"2006-03\" value=\"37\"/at=\"2006-03\" value=\"$value\"/"
done
for value in high NaN INF 1e308 '12,5'; do
	record "a peer average of \"$value\"" 1 "$line" 'of .month. ' no "${line}s/peer=\"[0-9.]*\"/peer=\"$value\"/"
	record "a target of \"$value\"" 1 "$line" 'of .month. ' no "${line}s/target=\"[0-9.]*\"/target=\"$value\"/"
done
amount='<category name="Response"><amount value="92"/><amount value="98"/>'
record "an amount that is text" 1 "$(where "$amount")" 'of .amount. ' no 's/<amount value="98"/<amount value="lots"/'
record "more than can be reckoned with" 1 '[0-9]*' 'has no number of at most a million million' no \
	's/at="2006-03" value="37"/at="2006-03" value="99999999999999999"/'
record "a number of 400 digits" 1 "$line" 'of .month. cannot be' no \
	"s/at=\"2006-03\" value=\"37\"/at=\"2006-03\" value=\"$(printf '%0400d' 7 | tr 0 9)\"/"

# ---- in records: months ----
series=$(where 'id="robbery-months"')
record "a repeated month" 1 "$series" 'do not follow each other' no 's/at="2006-04" value="34"/at="2006-03" value="34"/'
record "a month left out" 1 "$series" 'do not follow each other' no "${line}d"
record "months in another order" 1 "$series" 'do not follow each other' no "$line{h;d};$((line + 1)){G}"
record "a month that is not known" 0 '' '' yes 's/at="2006-03" value="37"/at="2006-03" missing="yes"/'
record "a month that says nothing" 1 "$line" 'month' no 's/at="2006-03" value="37"/at="2006-03"/'
record "no month that is known" 1 '[0-9]*' 'no month of the series robbery-months has a figure' no \
	's/<month at="\(....-..\)" value="[0-9]*"/<month at="\1" missing="yes"/; /<chart kind="\(peers\|rates\|positions\)/!b'
awk '{ print } /<series id="burglary-months"/ {
	for (y = 1800; y < 2005; y++) for (m = 1; m < 13; m++) printf "<month at=\"%d-%02d\" value=\"1\"/>\n", y, m
	for (m = 1; m < 7; m++) printf "<month at=\"2005-%02d\" value=\"1\"/>\n", m }' "$sound" >"$work/record.xml"
built "$work/record.xml" --draft
expect "2,500 months" 1 '[0-9]*' 'more than 1200 months' no

# ---- in records: tables of unequal length ----
record "an amount too few" 1 "$(where "$amount")" 'has 1 amounts for 2 parts' no 's/<amount value="92"\/><amount value="98"\/>/<amount value="92"\/>/'
record "an amount too many" 1 "$(where "$amount")" 'has 3 amounts for 2 parts' no 's/<amount value="92"\/>\(<amount value="98"\/>\)/<amount value="92"\/>\1\1/'
record "more detections than crimes" 1 "$(where 'count="55"')" 'greater than what it is out of' no 's/count="55" out-of="300"/count="555" out-of="300"/'
record "an action without a date" 1 '[0-9]*' 'has no date' no 's/<action date="2006-10-02"/<action/'
record "a chart of what is no series" 1 "$(where 'of="robbery-months" total')" 'is a .measure.' no 's/of="robbery-months" total/of="robbery" total/'

# ---- in reports ----
for value in many NaN INF 1e308 1e13 ''; do
	points 4 "$value" 5 >"$work/body"
	report "a point of \"$value\"" 3 3 'value' no <"$work/body"
done
points 4 1e-300 5 >"$work/body"
report "a tiny value" 0 '' '' yes <"$work/body"
points 1e12 -1e12 5 >"$work/body"
report "a million million" 0 '' '' yes <"$work/body"
report "a range that ends before it begins" 3 2 'not from low to high' no <<'END'
<figure><caption>C</caption><chart kind="interval" title="t" period="2007"><series role="value" name="V">
<point label="A" value="4" low="6" high="3"/>
</series></chart><source>S</source></figure>
END
report "a point twice" 0 4 'two values for 2007-02' yes <<'END'
<figure><caption>C</caption><chart kind="monthly" title="t"><series role="value" name="V">
<point month="2007-01" value="4"/>
<point month="2007-02" value="5"/>
<point month="2007-02" value="9"/>
</series></chart><source>S</source></figure>
END
report "points in no order" 0 3 'not in order' yes <<'END'
<figure><caption>C</caption><chart kind="monthly" title="t"><series role="value" name="V">
<point month="2007-04" value="4"/>
<point month="2007-02" value="5"/>
</series></chart><source>S</source></figure>
END
report "series of unequal length" 0 2 'has 1 value' yes <<'END'
<figure><caption>C</caption><chart kind="bars" title="t" period="2007"><series role="value" name="V"><point label="A" value="4"/><point label="B" value="4"/></series>
<series role="value" name="W"><point label="B" value="4"/></series>
</chart><source>S</source></figure>
END
report "nothing" 0 1 'no value to show' yes <<'END'
<figure><caption>C</caption><chart kind="monthly" title="t" period="2007"/><source>S</source></figure>
END
report "a chart of no kind that there is" 1 1 'kind' no <<'END'
<figure><caption>C</caption><chart kind="pie" title="t" alt="A pie." period="2007"><series role="value"><point label="A" value="1"/></series></chart><source>S</source></figure>
END

# many COUNT: a chart of so many points
many() {
	echo '<figure><caption>C</caption><chart kind="monthly" title="calls" alt="Many."><series role="value" name="Calls">'
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++)
		printf "<point month=\"%04d-%02d\" value=\"%d\"/>\n", int(i / 12) % 9999 + 1, i % 12 + 1, i * 7919 % 1000 }'
	echo '</series></chart><source>Made up.</source></figure>'
}
many 100000 >"$work/body"
report "a hundred thousand points" 0 1 'it is drawn thinned' yes <"$work/body"
"$B/revisit" build --from report --to frames -o "$work/frames" "$work/report.xml" >/dev/null 2>&1
check "a thinned chart is small" [ "$(wc -c <"$work/frames")" -lt 200000 ]
many 1000000 >"$work/body"
report "a million points" 3 '' '' no <"$work/body"
check "a million points are refused by their size" grep -q 'bytes; at most' "$work/said"
done_counting
