#!/bin/sh
# modules.sh: what the browser tests are written with, from package-lock.json, installed again when that
# changes. Fails when it cannot be had.
set -eu
cd "$(dirname "$0")"
cmp -s package-lock.json node_modules/.lock && exit 0
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json node_modules/.lock
