#!/bin/sh
# report.sh: every report of input/, into output/. The program says the pages of each; the time is that
# of the whole process.
set -eu
cd "$(dirname "$0")/.."
set -- input/*.xml
mkdir -p output
began=$(date +%s%N)
status=0
"${B:-build}/revisit" build -o output "$@" || status=$?
ended=$(date +%s%N)
echo "$# records in $(((ended - began) / 1000000)) ms"
exit $status
