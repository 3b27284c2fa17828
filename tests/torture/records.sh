#!/bin/sh
# records.sh: hostile records. Each must give its one finding and status 1 within a second of processor
# time and 200 MB of address space (more under the sanitizers), and never a signal.
set -eu
cd "$(dirname "$0")/../.."
. tests/lib.sh
workspace
seconds=1 memory=204800
[ -z "${SAN:-}" ] || seconds=20 memory=unlimited
LC_ALL=C
export LC_ALL

# repeat COUNT TEXT: the text so many times
repeat() { awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'; }
# zeros COUNT CHARACTER: a long run of one character
zeros() { head -c "$1" /dev/zero | tr '\0' "$2"; }

head='<?xml version="1.0" encoding="UTF-8"?>
<inspection-record version="1" kind="follow-up" status="draft" id="hostile" xml:lang="en-GB">'
tail='</inspection-record>'

# hostile NAME STATUS MESSAGE: the record on standard input must be answered so, in one finding. (It runs
# at the end of pipelines, so in subshells: results are kept in a file.)
hostile() {
	cat >"$work/$1.xml"
	answered "$1" "$2" "$3" "$work/$1.xml"
}
# answered NAME STATUS MESSAGE FILE [FINDINGS]
answered() {
	status=0
	(
		ulimit -t $seconds
		[ $memory = unlimited ] || ulimit -v $memory
		exec "$B/revisit" check "$4"
	) >"$work/said" 2>&1 || status=$?
	count=$(grep -c '\[[a-z-]*\]$' "$work/said" || true)
	if [ $status = "$2" ] && [ "$count" = "${5:-1}" ] && grep -q "$3" "$work/said"; then
		echo pass
	else
		echo "fail $1: status $status, $count findings: $(head -c 300 "$work/said" | tr '\n' ' ')"
	fi >>"$work/results"
	rm -f "$work/$1.xml"
}

# ---- entities and what lies outside ----
hostile billion-laughs 1 'xml:2: error: a record has no DOCTYPE' <<'END'
<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;">]>
<inspection-record>&f;&f;&f;&f;&f;&f;</inspection-record>
END
{ printf '<!DOCTYPE a [<!ENTITY a "%s">]><a>' "$(zeros 60000 x)"; repeat 60000 '&a;'; echo '</a>'; } |
	hostile quadratic-blow-up 1 'has no DOCTYPE'
{ printf '<!DOCTYPE a [<!ENTITY %% p0 "<!ENTITY x0 \047y\047>">'
	awk 'BEGIN { for (i = 1; i < 25; i++) printf "<!ENTITY %% p%d \"%%p%d;%%p%d;\">", i, i - 1, i - 1; print "%p24;]><a/>" }'
} | hostile parameter-entities 1 'has no DOCTYPE'
hostile external-file 1 'has no DOCTYPE' <<'END'
<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><inspection-record>&e;</inspection-record>
END
hostile external-port 1 'has no DOCTYPE' <<'END'
<!DOCTYPE a PUBLIC "-//x" "http://127.0.0.1:1/x.dtd"><inspection-record/>
END
printf '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>' | iconv -t UTF-16 |
	hostile external-file-utf-16 1 'has no DOCTYPE'
hostile undeclared 1 'is not known in a record' <<END
$head$(repeat 300000 '&x;')$tail
END

# ---- size ----
{ echo "$head"; repeat 1000000 '<section>'; } | hostile deep-nesting 1 'more than 256 deep'
{ printf '<inspection-record version="'; zeros 200000000 1; printf '"/>'; } |
	hostile attribute-200-megabytes 1 'has 200000[0-9]* bytes'
{ printf '<inspection-record version="'; zeros 30000000 1; printf '"/>'; } |
	hostile attribute-30-megabytes 1 'a tag is longer than 65536 bytes'
{ printf '<inspection-record'; awk 'BEGIN { for (i = 0; i < 100000; i++) printf " a%d=\"\"", i }'; printf '/>'; } |
	hostile attributes 1 'a tag has more than 256 attributes'
{ echo "$head"; awk 'BEGIN { for (i = 0; i < 1500000; i++) printf "<a%d/>", i }'; echo "$tail"; } |
	hostile names 1 'more than 2000 different names'
{ echo "$head"; repeat 2100000 '<a/>'; echo "$tail"; } | hostile nodes 1 'more than 2000000 nodes'
{ printf '<inspection-'; zeros 20000000 r; printf '/>'; } | hostile long-name 1 'a tag is longer than'
{ printf '<!--'; zeros 30000000 -; } | hostile long-comment 1 'stands inside the comment'
{ printf '<?x '; zeros 30000000 y; } | hostile long-instruction 1 'longer than 8388608 bytes'
{ echo "$head"; zeros 30000000 y; } | hostile long-text 1 'longer than 8388608 bytes'
{ printf '%s<!-- ' "$head"; zeros 20000000 y; printf ' -->%s' "$tail"; } | hostile long-comment-closed 1 'longer than 8388608 bytes'
zeros 33000000 ' ' | hostile blanks 1 'the record is empty'
zeros 40000000 ' ' | hostile more-blanks 1 'has 40000000 bytes'
{ echo "$head"; repeat 200000 "<p> </p>"; echo "$tail"; } >"$work/strange.xml"
answered strange-children 1 'did you mean `para`' "$work/strange.xml" 200

# ---- bytes ----
printf '%s<\0/>%s' "$head" "$tail" | hostile nul 1 'an NUL byte'
printf '%s\0' "$head$tail" | hostile nul-after-the-end 1 'an NUL byte'
printf '%s\355\240\200%s' "$head" "$tail" | hostile surrogate 1 'is not UTF-8'
printf '%s\300\200%s' "$head" "$tail" | hostile overlong 1 'is not UTF-8'
printf '%s\364\220\200\200%s' "$head" "$tail" | hostile beyond-unicode 1 'is not UTF-8'
printf '\377\376<\0a\0/\0>' | hostile utf-16-odd 1 'is not whole UTF-16'
printf '\377\376\0\330<\0' | hostile utf-16-surrogate 1 'is not whole UTF-16'
printf '\376\377\0<\0a\0/\0>\0\0' | hostile utf-16-nul 1 'an NUL'
printf '+ADw-a/+AD4-' | hostile utf-7 1 'text stands before the first tag'
printf '<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-' | hostile utf-7-declared 1 'encoding UTF-7'
printf '\114\157\247\224\223' | hostile ebcdic 1 'is not UTF-8'
gzip -9c "$B/revisit" | hostile gzip 1 'a compressed (gzip) file'
head -c 300000 "$B/revisit" | hostile program 1 'error'
{ echo "$head"; repeat 50000 '&#x301;'; echo "$tail"; } | hostile marks 1 'more than 30 combining marks'
{ echo "$head"; printf '\342\200\256'; echo "$tail"; } | hostile direction 1 'changes the direction'

# ---- the file itself: nothing that can be read is a failure ----
answered missing 3 'cannot be read' "$work/missing.xml"
answered folder 3 'this is a folder' "$work"
answered device 3 'not a regular file' /dev/zero
mkfifo "$work/pipe.xml"
answered pipe 3 'not a regular file' "$work/pipe.xml"

while read -r result why; do
	[ "$result" = pass ] && pass || fail "$why"
done <"$work/results"
done_counting
