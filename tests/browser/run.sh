#!/bin/sh
# run.sh: what only a browser can tell, as `make browser` runs it: pages checked by the validator of the
# W3C (vnu) and by axe-core in Chromium; the preview, from first view to a server that goes and comes
# back. The closing line is `N passed, N failed`.
# CHROMIUM names another browser than the system's.
set -eu
cd "$(dirname "$0")/../.."
. tests/lib.sh
here=tests/browser
workspace

# The packages of package-lock.json, installed again when that changes.
if ! cmp -s $here/package-lock.json $here/node_modules/.lock; then
	(cd $here && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || exit 3
	cp $here/package-lock.json $here/node_modules/.lock
fi

for record in input/*.xml; do
	"$B/revisit" build --to html -o "$work/" "$record"
done
for report in tests/reports/*.xml; do
	"$B/revisit" build --to html -o "$work/" --from report "$report"
done
mkdir "$work/access"
for record in input/*.xml; do
	"$B/revisit" build --report accessibility -o "$work/access/" "$record" >"$work/said"
done
for report in tests/reports/*.xml; do
	"$B/revisit" build --report accessibility -o "$work/access/" --from report "$report" >"$work/said"
done

# Pages are XML too, so their empty elements are closed.
check "pages are valid HTML" java -jar $here/node_modules/vnu-jar/build/dist/vnu.jar --Werror \
	--filterpattern '.*Trailing slash on void elements.*' "$work"/*.html "$work"/access/*.html \
	src/serve/page.html
mkdir "$work/preview"
for script in html access preview; do
	folder=$work
	[ $script = html ] || folder=$work/$script
	said=$(node $here/$script.js "$folder" "$revisit" 2>&1) || true
	closing=$(echo "$said" | tail -n 1)
	echo "$said" | sed '$d'
	good=$(echo "$closing" | sed -n 's/^\([0-9]*\) passed, [0-9]* failed$/\1/p')
	if [ -z "$good" ]; then
		fail "$script ended with: $closing"
	else
		passed=$((passed + good))
		bad=${closing#* passed, }
		failed=$((failed + ${bad% failed}))
	fi
done
done_counting
