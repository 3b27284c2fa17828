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

sh $here/modules.sh || exit 3

mkdir "$work/access" "$work/preview"
"$B/revisit" build --to html -o "$work/" input/*.xml
"$B/revisit" build --to html -o "$work/" --from report tests/reports/*.xml
"$B/revisit" build --report accessibility -o "$work/access/" input/*.xml >"$work/said"
"$B/revisit" build --report accessibility -o "$work/access/" --from report tests/reports/*.xml >"$work/said"

# Pages are XML too, so their empty elements are closed.
check "pages are valid HTML" java -jar $here/node_modules/vnu-jar/build/dist/vnu.jar --Werror \
	--filterpattern '.*Trailing slash on void elements.*' "$work"/*.html "$work"/access/*.html \
	src/serve/page.html
# browse SCRIPT FOLDER...: those scripts at the same time; what each says is in SCRIPT.said
browse() {
	printf '%s\n' "$@" | xargs -n 2 -P 2 sh -c 'node "$1/$4.js" "$5" "$2" >"$3/$4.said" 2>&1 || true' browse \
		"$here" "$revisit" "$work"
}

# Those of finished pages side by side, the preview by itself.
browse html "$work" access "$work/access"
browse preview "$work/preview"
for script in html access preview; do
	closing=$(tail -n 1 "$work/$script.said")
	sed '$d' "$work/$script.said"
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
