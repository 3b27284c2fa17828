#!/bin/sh
# preview.sh: the preview from outside, by curl: what it gives and what it refuses, saving and mending,
# records and templates that go wrong, and its end.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work"
mkdir tmp
export TMPDIR=$work/tmp
unset VISUAL EDITOR DISPLAY WAYLAND_DISPLAY
good=$root/tests/records/minimal-follow-up.xml
cp "$good" record.xml

# begin ARGUMENT...: starts a server; sets $server, $address, $base (without the token) and $port
begin() {
	: >address
	"$B/revisit" preview --no-open "$@" >address 2>said &
	server=$!
	tries=0
	while [ ! -s address ] && kill -0 $server 2>/dev/null && [ $tries -lt 100 ]; do
		sleep 0.1
		tries=$((tries + 1))
	done
	address=$(sed 's/#.*//' address)
	base=${address%/*/}
	port=${base##*:}
}

# end SIGNAL NAME: the server ends by it, well and soon, and leaves nothing
end() {
	kill "-$1" $server
	status=0
	wait $server || status=$?
	server=
	check "$2: status 0" [ $status = 0 ]
	check "$2: nothing is said" [ ! -s said ]
	check "$2: nothing is left in the temporary folder" [ -z "$(ls -A tmp)" ]
}

get() { curl -s --max-time 20 "$address$1"; }
status_of() { curl -s -o body -w '%{http_code}' --max-time 20 "$@" || true; }
state() { get state.json; }

# member NAME: its number or word in the state
member() { state | sed 's/"pages":.*//' | sed 's/.*"'"$1"'":"\{0,1\}\([^",}]*\).*/\1/'; }
pages() { state | grep -o '"number":' | wc -l; }

# within COMMAND...: sooner or later, in 20 seconds, it succeeds
within() {
	tries=0
	until "$@"; do
		[ $tries -lt 200 ] || return 1
		sleep 0.1
		tries=$((tries + 1))
	done
}

# settles PATTERN: the state has it, and no build is on its way
settles() { within settled "$1" || { cut -c1-600 now; return 1; }; }
settled() { state >now && grep -q '"building":false' now && grep -Eq "$1" now; }

# vanishes PATTERN: the state has it no longer
vanishes() { within vanished "$1"; }
vanished() { state >now && ! grep -Eq "$1" now; }

first_view() {
	begin record.xml
	check "the address has this machine and a token" \
		expr "$address" : 'http://127\.0\.0\.1:[0-9]*/[0-9a-f]\{32\}/$'
	check "the first pages come" settles '"failed":false.*"number":1'
	check "the page is HTML" sh -c 'curl -s -i "$0" | tr -d "\r" >head; grep -q "^Content-Type: text/html" head && grep -q "<!DOCTYPE html>" head' "$address"
	for header in "Content-Security-Policy: default-src 'none'" "X-Content-Type-Options: nosniff" \
		"Referrer-Policy: no-referrer" "Cross-Origin-Resource-Policy: same-origin" \
		"Cache-Control: no-store"; do
		check "the page has $header" grep -q "^$header" head
	done
	for file in $(cd "$root/src/serve" && ls ./*.js ./*.css); do
		get "$file" >body
		check "$file is as it was written" cmp body "$root/src/serve/$file"
	done
	hash=$(state | sed 's/.*"number":1,[^}]*"hash":"\([0-9a-f]*\)".*/\1/')
	get "page/$hash.svg" >page.svg
	check "a page is SVG" xmllint --noout page.svg
	check "it has lines of the record" grep -q 'data-line="[0-9]' page.svg
	check "a page is kept for good" sh -c 'curl -s -o /dev/null -D - "$0" | grep -q immutable' "${address}page/$hash.svg"
	check "it has guides" sh -c 'echo "$0" | grep -q "\"margins\":{"' "$(get "guides/$hash.json")"
	get fonts.css >fonts.css
	font=$(grep -o 'font-family="[^"]*"' page.svg | head -n 1 | sed 's/.*="//; s/"//')
	check "fonts.css has the fonts of the page" grep -q "\"$font\"" fonts.css
	check "the font's file is there" [ "$(status_of "${address}font/$font")" = 200 ]
	line=$(grep -n '<heading>Performance<' record.xml | cut -d: -f1)
	check "a line has its place" sh -c 'echo "$0" | grep -Eq "^\{\"page\":[1-9][0-9]*,\"y\":[0-9.]+\}$"' \
		"$(get "place.json?line=$line")"
	check "what stands in no file has none" [ "$(get "place.json?line=5&file=other.xml")" = null ]
	check "HEAD is answered" [ "$(curl -s -I -o /dev/null -w '%{http_code}' "$address")" = 200 ]
	check "PDF" [ "$(status_of "${address}report.pdf")" = 200 ]
	"$B/revisit" build -o built.pdf record.xml >/dev/null 2>&1
	check "the PDF is that of revisit build" cmp body built.pdf
	check "HTML" [ "$(status_of "${address}report.html")" = 200 ]
	check "it is a page" grep -q '</html>' body
}

refusals() {
	for host in example.org "example.org:$port" 127.0.0.1 "127.0.0.1:1" "localhost.example.org:$port" ""; do
		check "refused: Host '$host'" [ "$(status_of -H "Host: $host" "$address")" = 403 -o "$host" = "" ]
		check "nothing is given to Host '$host'" sh -c '! grep -q html body'
	done
	check "localhost is let in" [ "$(status_of -H "Host: localhost:$port" "$address")" = 200 ]
	for origin in http://example.org null "https://127.0.0.1:$port"; do
		check "refused: Origin $origin" [ "$(status_of -H "Origin: $origin" "${address}state.json")" = 403 ]
	done
	check "our own Origin is let in" [ "$(status_of -H "Origin: $base" "${address}state.json")" = 200 ]
	check "refused: a foreign page's request" \
		[ "$(status_of -H "Sec-Fetch-Site: cross-site" "${address}state.json")" = 403 ]
	token=${address#"$base"/}
	for path in / /state.json /app.js "/$(echo "$token" | tr 0-9a-f 1-9a-f0)state.json" "/${token%/}" \
		"/${token}../" "/${token}../../etc/passwd" "/${token}%2e%2e/%2e%2e/etc/passwd" \
		"/${token}page/../state.json" "/${token}font/../../../etc/passwd" "/${token}font/%2fetc%2fpasswd" \
		"/${token}app.js%00.css" "/${token}state.json%20" "/${token}//state.json" "/${token}record.xml" \
		"/${token}serve.c" "/${token}templates/record.rng" "//$token" "/./$token" "/$token./state.json"; do
		check "nothing at $path" [ "$(status_of --path-as-is "$base$path")" = 404 ]
		check "nothing is given at $path" sh -c '! grep -Eq "root:|version|grammar" body'
	done
	for method in PUT DELETE OPTIONS TRACE PATCH POST; do
		check "refused: $method" [ "$(status_of -X $method "${address}state.json")" = 405 ]
	done
	check "refused: a body where none is wanted" \
		[ "$(status_of -X GET --data-binary xxxx "${address}state.json")" = 413 ]
	head -c 100000 /dev/zero | tr '\0' x >long
	check "refused: a head of 100 KB" sh -c 'case $0 in 4*|000) ;; *) exit 1 ;; esac' \
		"$(status_of -H "X-Long: $(cat long)" "$address")"
	check "no question by that name" [ "$(status_of "${address}nothing.json")" = 404 ]
	check "it is still there" [ "$(status_of "$address")" = 200 ]
}

opening() {
	cat >editor <<-'END'
	#!/bin/sh
	printf '%s\n' "$#" "$@" >opened.new
	mv opened.new opened
	END
	chmod +x editor
	end TERM "first end"
	begin --editor "$work/editor -g {file}:{line} {line}" record.xml
	settles '"failed":false.*"number":1' >/dev/null
	open() { status_of -X POST -H "Content-Type: application/json" --data-binary "$1" "${address}open"; }
	check "opened" [ "$(open '{"file":"record.xml","line":7}')" = 204 ]
	within test -s opened || :
	check "with its words" [ "$(tr '\n' ' ' <opened)" = "3 -g $work/record.xml:7 7 " ]
	rm opened
	check "no file is the record" [ "$(open '{"line":2}')" = 204 ]
	for file in /etc/passwd ../record.xml "$work/other.xml" editor "-g" ""; do
		check "not opened: '$file'" [ "$(open "{\"file\":\"$file\",\"line\":1}")" = 404 ]
	done
	for body in "" "x" "[]" '{"file":1}' '{"file":"record.xml"' 7; do
		check "not sound: '$body'" [ "$(open "$body")" = 400 ]
	done
	curl -s -N --max-time 20 "${address}events" >events &
	listener=$!
	within grep -q 'event: state' events || :
	check "a line is asked for" \
		[ "$(status_of -X POST --data-binary '{"file":"record.xml","line":9}' "${address}goto")" = 204 ]
	check "not in another file" \
		[ "$(status_of -X POST --data-binary '{"file":"/etc/passwd","line":9}' "${address}goto")" = 404 ]
	within grep -q 'event: goto' events || :
	check "and the pages are told" grep -q '^data: {"line":9,"file":null}' events
	kill $listener
	check "not with another Origin" \
		[ "$(status_of -X POST -H "Origin: http://example.org" --data-binary '{"line":1}' "${address}open")" = 403 ]
	head -c 5000 /dev/zero | tr '\0' ' ' >long
	check "not with a long body" [ "$(status_of -X POST --data-binary @long "${address}open")" = 413 ]
}

# Whatever happens to the record, the last good pages stay, and are made anew when it is mended.
saving() {
	before=$(member version)
	sed 's/Performance</Performance of late</' "$good" >record.xml
	check "an edit shows" settles 'Performance of late'
	check "and counts on" [ "$(member version)" -gt "$before" ]
	count=$(pages)
	sed 's/<heading>/<headng>/' "$good" >new.xml
	mv new.xml record.xml
	check "an invalid record is told" settles '"failed":true.*"line":[1-9][0-9]*,"column":[0-9]*,"message":[^}]*headng'
	check "the pages stay" [ "$(pages)" = "$count" ]
	check "no PDF of it" [ "$(status_of "${address}report.pdf")" = 409 ]
	check "and why" grep -q headng body
	cp "$good" record.xml
	check "it is mended" settles '"failed":false'
	rm record.xml
	check "a deleted record is told" settles '"failed":true.*No such file'
	check "the pages stay when it is deleted" [ "$(pages)" = "$count" ]
	mkdir record.xml
	check "a folder in its place is told" settles '"failed":true.*folder'
	rmdir record.xml
	mkfifo record.xml
	check "a FIFO in its place is told" settles '"failed":true.*not a regular file'
	rm record.xml
	head -c 40000000 /dev/zero | tr '\0' ' ' >record.xml
	check "a huge record is told" settles '"failed":true.*bytes'
	printf '' >record.xml
	check "an empty one is told" settles '"failed":true.*empty'
	awk 'BEGIN { for (i = 0; i < 3000; i++) printf "<a>" }' >record.xml
	check "a deep one is told" settles '"failed":true.*(deep|deeper|inside each other)'
	ln -sf /etc/passwd link.xml
	mv link.xml record.xml
	check "a link to something else is told" settles '"failed":true.*passwd|"failed":true.*XML'
	rm record.xml
	cp "$good" elsewhere.xml
	ln -s elsewhere.xml record.xml
	check "a link to a record is a record" settles '"failed":false'
	before=$(member version)
	sed 's/Performance</Through the link</' "$good" >elsewhere.xml
	check "it is watched where it leads" settles 'Through the link'
	rm record.xml
	cp "$good" record.xml
	check "it is there again" settles '"failed":false.*"problems"'
	end INT "after all that"
}

# So it is with what a record takes in.
taken_in() {
	mkdir units
	cp "$root"/input/units/*.xml units/
	cp "$root/input/mpa-2005.xml" committee.xml
	begin committee.xml
	check "pages from units' records" settles '"failed":false.*"number":1'
	count=$(pages)
	rm units/hackney-2004.xml
	check "a unit's record that is gone is told" settles '"failed":true.*units/hackney-2004.xml'
	check "once" [ "$(grep -o '"code":"taken-in"' now | wc -l)" = 1 ]
	check "the pages stay without it" [ "$(pages)" = "$count" ]
	sed 's/<meta>/<meta><bogus\/>/' "$root/input/units/hackney-2004.xml" >new.xml
	mv new.xml units/hackney-2004.xml
	check "an invalid one is told, by its own line" settles '"failed":true.*"file":"units/hackney-2004.xml","line":5,'
	check "once, too" [ "$(grep -o 'bogus. is not' now | wc -l)" = 1 ]
	cp "$root/input/units/hackney-2004.xml" units/
	check "and mended" settles '"failed":false'
	end TERM "by units' records"
}

bases() {
	mkdir data
	cp -R "$root/templates" "$root/styles" data/
	export REVISIT_DATA=$work/data
	begin record.xml
	check "pages by copies of templates and styles" settles '"failed":false.*"number":1'
	count=$(pages)
	kind=data/templates/follow-up/report.xsl
	cp $kind kind.xsl
	echo '<nonsense' >>$kind
	check "a template error is told" settles '"failed":true.*report.xsl'
	check "the pages stay by a broken template" [ "$(pages)" = "$count" ]
	cp kind.xsl $kind
	check "a mended template serves" settles '"failed":false'
	rm $kind
	check "a missing template is told" settles '"failed":true'
	cp kind.xsl $kind
	check "and found again" settles '"failed":false'
	cp data/styles/inspectorate/style.xml style.xml
	first=$(state | sed 's/.*"number":1,[^}]*"hash":"\([0-9a-f]*\)".*/\1/')
	sed 's/#123f66/#993311/g; s/#123F66/#993311/g' style.xml >data/styles/inspectorate/style.xml
	check "a style that changes gives other pages" vanishes "$first"
	echo '<style' >data/styles/inspectorate/style.xml
	check "a broken style is told" settles '"failed":true.*style.xml'
	cp style.xml data/styles/inspectorate/style.xml
	check "and mended" settles '"failed":false'
	mv data/templates/record.rng rng
	check "a missing schema is told" settles '"failed":true.*record.rng'
	mv rng data/templates/record.rng
	check "and mended, too" settles '"failed":false'
	unset REVISIT_DATA
	end TERM "by templates and styles"
	ln -s data/templates own
	begin --templates own record.xml
	check "pages by templates of one's own" settles '"failed":false.*"number":1'
	echo '<nonsense' >>$kind
	check "an error in those is told" settles '"failed":true.*own/follow-up/report.xsl'
	cp kind.xsl $kind
	check "and mended" settles '"failed":false'
	end TERM "by templates of one's own"
}

usage() {
	for words in "" "a b" "--port x a" "--port 70000 a" "--port 1.5 a" "--once a" "--png d a" "--frob a"; do
		status=0
		"$B/revisit" preview --no-open $words >/dev/null 2>said || status=$?
		check "usage: preview $words" [ $status = 2 ]
	done
	begin record.xml
	status=0
	timeout 20 "$B/revisit" preview --no-open --port "$port" record.xml >other 2>others || status=$?
	check "a port that is taken" [ $status = 3 ]
	check "it is said" grep -q "port $port .*\[serve\]" others
	check "nothing is served there" [ ! -s other ]
	end HUP "beside a second one"
	begin --line 12 --port "$port" record.xml
	check "a port of one's own choice" [ "${base##*:}" = "$port" ]
	check "the line is in the address" grep -q '#line=12$' address
	check "and in the state" [ "$(member line)" = 12 ]
	end TERM "with a port"
	begin missing.xml
	check "a record that is not there yet is told" settles '"failed":true.*No such file'
	cp "$good" missing.xml
	check "and shown when it comes" settles '"failed":false.*"number":1'
	end TERM "without a record"
}

pictures() {
	status=0
	"$B/revisit" preview --once --png shots record.xml >shown 2>said || status=$?
	check "pictures end well" [ $status = 0 ]
	count=$(ls shots | wc -l)
	check "a picture a page" [ "$count" -gt 1 ]
	check "they are PNG" sh -c 'for f in shots/*.png; do [ "$(head -c 4 "$f" | tail -c 3)" = PNG ] || exit 1; done'
	check "it is said" grep -q "$count pages" shown
	status=0
	"$B/revisit" preview --once --png shots nothing.xml >shown 2>said || status=$?
	check "no pictures of nothing" [ $status = 3 ]
	check "that is said" grep -q 'nothing.xml.*No such file' said
}

comparing() {
	sed 's/Performance</Other performance</' "$good" >old.xml
	"$B/revisit" build -o old.pdf "$good" >/dev/null 2>&1
	for against in old.xml old.pdf; do
		begin --against $against record.xml
		check "against $against" settles '"failed":false.*"number":1'
		check "$against is named" [ "$(member against)" = "$against" ]
		check "$against is no problem" sh -c '! echo "$0" | grep -q compared' "$(state)"
		end TERM "against $against"
	done
	begin --against "$root/tests/fonts/none.pdf" record.xml
	check "against nothing: it runs all the same" settles '"failed":false.*"number":1'
	end TERM "against nothing"
	head -c 3000 old.pdf >broken.pdf
	status=0
	timeout 20 "$B/revisit" preview --no-open --against broken.pdf record.xml >/dev/null 2>said || status=$?
	check "a broken PDF is refused" [ $status != 0 ]
	check "and it is said" grep -q 'broken.pdf' said
	check "nothing is left of it" [ -z "$(ls -A tmp)" ]
}

first_view
refusals
opening
saving
taken_in
bases
usage
pictures
comparing
done_counting
