#!/bin/sh
# sign.sh IN OUT NAME: signs a PDF as signing programs do: an incremental update (ISO 32000-1, 7.5.6)
# with a signature field, and a detached CMS signature over all bytes but its own (12.8.3.3).
# For tests: the key is made on the spot.
set -eu
in=$1 out=$2 signer=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
room=8192 # hexadecimal digits for the signature

size() { wc -c <"$1" | tr -d ' '; }
member() { sed -n "s|.*/$1 \([0-9]*\).*|\1|p" "$work/trailer"; }

qpdf --show-object=trailer "$in" >"$work/trailer"
root=$(member Root) info=$(member Info) next=$(member Size)
field=$next value=$((next + 1))
cat "$in" >"$work/all"
put() { printf "$@" >>"$work/all"; }

at_root=$(size "$work/all")
put '%s 0 obj\n' "$root"
qpdf --show-object="$root" "$in" | sed "s|>>\$|/AcroForm<</SigFlags 3/Fields[$field 0 R]>>>>|" >>"$work/all"
put 'endobj\n'
at_field=$(size "$work/all")
put '%d 0 obj\n<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/F 132/Rect[0 0 0 0]/V %d 0 R>>\nendobj\n' \
	"$field" "$value"
at_value=$(size "$work/all")
put '%d 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/Name(%s)' "$value" "$signer"
put '/M(D:20260331120000Z)/ByteRange[0 BBBBBBBBBB CCCCCCCCCC DDDDDDDDDD]/Contents<'
before=$(($(size "$work/all") - 1))
put "%0${room}d>>>\nendobj\n" 0
table=$(size "$work/all")
put 'xref\n%d 1\n%010d 00000 n \n%d 2\n%010d 00000 n \n%010d 00000 n \n' "$root" "$at_root" "$field" \
	"$at_field" "$at_value"
put 'trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n' \
	$((next + 2)) "$root" "$info" "$(tail -n 2 "$in" | head -n 1)" "$table"

after=$((before + room + 2)) whole=$(size "$work/all")
range=$(printf '%010d %010d %010d' "$before" "$after" $((whole - after)))
LC_ALL=C sed "s|BBBBBBBBBB CCCCCCCCCC DDDDDDDDDD|$range|" "$work/all" >"$work/ranged"
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=$signer" -keyout "$work/key" \
	-out "$work/certificate" 2>/dev/null
{ head -c "$before" "$work/ranged"; tail -c +$((after + 1)) "$work/ranged"; } |
	openssl cms -sign -binary -outform DER -signer "$work/certificate" -inkey "$work/key" |
	od -An -v -tx1 | tr -d ' \n' >"$work/signature"
{
	head -c $((before + 1)) "$work/ranged"
	cat "$work/signature"
	printf "%0$((room - $(size "$work/signature")))d" 0
	tail -c +"$after" "$work/ranged"
} >"$out"
