#!/bin/sh
# packages.sh: the set-up notices what is missing, by the thing itself, and names each package once.
set -eu
cd "$(dirname "$0")/.."
. tests/lib.sh
table=$(mktemp)
trap 'rm -f "$table"' EXIT
cat >"$table" <<'END'
# a comment
build  command:sh                  shell      a  b  c
build  command:no-such-command     one        a  b  c
build  module:no-such-module       one        a  b  c
build  header:no-such-header.h     two        a  b  c
test   font:NoSuchFont.ttf         three      a  b  -
test   share:no/such/file          four       a  b  c
END
missing() { PACKAGES=$table tests/setup.sh --missing "$@"; }
check "what is missing is named once" [ "$(missing build)" = "one two" ]
check "groups add up" [ "$(missing build test)" = "one two three four" ]
check "nothing is missing from an empty group" [ -z "$(missing lint)" ]
check "all that this build needs is there" tests/setup.sh build test
check "each row of the table has six columns" awk '/^#/ { next } NF != 6 { exit 1 }' tests/packages
done_counting
