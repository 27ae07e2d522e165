#!/bin/sh
# Installs the public npm peers of one folder from its lock file, once. Without npm or network it says so and goes on:
# the tests that need them skip with words.
set -u
cd "$1"
[ node_modules/.package-lock.json -nt package-lock.json ] && exit 0
command -v npm >/dev/null 2>&1 || { echo "no npm here: tests against npm peers are skipped" >&2; exit 0; }
npm ci --ignore-scripts --silent && touch node_modules/.package-lock.json && exit 0
echo "npm could not install $1 (no network?): tests against npm peers are skipped" >&2
