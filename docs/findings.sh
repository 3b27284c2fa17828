#!/bin/sh
# findings.sh REVISIT: docs/findings.md, from what the program itself says of its rules and codes.
set -eu
revisit=$1
cat <<'END'
# Findings

What `revisit` can find, as `revisit check --explain CODE` has it; this page is made from that (`docs/findings.sh`).

The level is that in a record whose status is final. What a rule finds is at most a warning in a draft. Errors stop a final report from being made; warnings and notes do not. A failure is none of the record's: a file, a template or a resource of the system.

## Rules

A record may waive a rule in one place: `<waive rule="R09" at="robbery.direction" reason="as published"/>`.

END
"$revisit" check --explain all | sed -n 's/^\(R[0-9]*\) .*/\1/p' | while read -r rule; do
	"$revisit" check --explain "$rule" | sed '
		1 { s/^\(R[0-9]*\) (\([a-z]*\)): \(.*\)/### \1: \3\n\nLevel: \2./; }
		s/^Wrong:  /- wrong: /; s/^Right:  /- right: /'
	echo
done | sed 's/</\&lt;/g'
cat <<'END'
## Other findings

| code | level | what it says |
|---|---|---|
END
"$revisit" check --explain all | sed -n '/^R[0-9]/!s/^\([^ ]*\) *\([a-z]*\)  *\(.*\)/| `\1` | \2 | \3 |/p'
