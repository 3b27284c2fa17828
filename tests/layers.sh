#!/bin/sh
# layers.sh: each room of src/ includes only rooms to its left, and each library has its rooms.
# layers.sh FOLDER: the same for another tree. Without arguments it first tries itself on broken ones.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/lib.sh"

# In the folder src/ (or like it): one line a breach, `ROOM FILE: what it must not include`. What
# stands in src/ itself (main, cmd_*, pipeline) is the room '.', right of all.
breaches() {
	find . -name '*.[ch]' | sed 's|^\./||' | sort | xargs awk '
	BEGIN {
		count = split("base record report rule style frame chart layout pdf paint html access batch serve make .", rooms)
		for (i = 1; i <= count; i++)
			rank[rooms[i]] = i
		# a pattern of the headers of a library, and the rooms that it may be used in
		of["^libe?xslt/"] = "report record"
		of["^cairo"] = "paint"
		of["^pango"] = "frame paint"
		of["^hb|^ft2build|^freetype|^fontconfig/"] = "frame paint"
		of["^librsvg/|^jpeglib[.]h"] = "paint"
		of["^poppler"] = "paint"
		of["^hyphen[.]h"] = "layout"
		of["^qpdf/"] = "pdf"
		of["^libdeflate[.]h"] = "pdf"
		of["^nettle/|^dlfcn[.]h"] = "base"
		of["^microhttpd|^sys/socket|^netinet/|^arpa/|^netdb"] = "serve"
	}
	function room(path) { return path ~ /\// ? substr(path, 1, index(path, "/") - 1) : "." }
	function breach(text) { print from, "src/" FILENAME ":" FNR ": " text }
	FNR == 1 {
		from = room(FILENAME)
		if (!(from in rank))
			breach(from " is not one of the rooms")
	}
	/^[ \t]*#[ \t]*include[ \t]*["<]/ {
		split($0, part, /["<>]/)
		header = part[2]
		if ($0 ~ /</) {
			for (pattern in of)
				if (header ~ pattern && index(" " of[pattern] " ", " " from " ") == 0)
					breach("<" header "> is only for " of[pattern])
			next
		}
		if ((getline line < header) < 0)
			breach("\"" header "\" is not named from src/")
		close(header)
		if (!(room(header) in rank) || rank[room(header)] > rank[from])
			breach("\"" header "\" is in a room to the right of " from)
	}' /dev/null
}

# tree FILE LINE...: the breaches of a tree of that one file, beside some headers to include
tree() (
	folder=$(mktemp -d)
	trap 'rm -rf "$folder"' EXIT
	cd "$folder"
	mkdir base record report style frame paint serve odd
	for header in base/diag.h report/node.h style/style.h paint/paint.h pipeline.h; do
		echo >$header
	done
	file=$1
	shift
	printf '%s\n' "$@" >"$file"
	breaches
)

self_test() {
	fine=$(tree paint/x.c '#include <cairo.h>' '#include "base/diag.h"' '#include "style/style.h"')
	check "a lawful tree is passed" [ -z "$fine" ]
	while read -r file line; do
		check "noticed: $line in $file" [ -n "$(tree "$file" "$line")" ]
	done <<-'END'
	base/x.c #include "report/node.h"
	report/x.h #include "style/style.h"
	style/x.c #  include "paint/paint.h"
	paint/x.c #include "pipeline.h"
	paint/x.c #include "../base/diag.h"
	paint/x.c #include "base/nothing.h"
	style/x.c #include <cairo-pdf.h>
	report/x.c #include <pango/pango.h>
	base/x.c #include <libxslt/xslt.h>
	paint/x.c #include <qpdf/qpdf-c.h>
	frame/x.c #include <librsvg/rsvg.h>
	frame/x.c #include <jpeglib.h>
	report/x.c #include <sys/socket.h>
	x.c #include <cairo/cairo.h>
	odd/x.c #include "base/diag.h"
	END
}

if [ $# -gt 0 ]; then
	cd "$1"
else
	self_test
	cd "$here/../src"
fi
found=$(breaches)
for room in $(find . -mindepth 1 -maxdepth 1 -type d | sed 's|^\./||' | sort) .; do
	if own=$(echo "$found" | grep -F "$room src/"); then
		echo "$own" | sed 's/^[^ ]* //'
		fail "layers of $room"
	else
		pass
	fi
done
done_counting
