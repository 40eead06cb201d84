#!/usr/bin/env bash
# What CI runs. With arguments: only pytest, with them.
set -u
bin=.venv/bin
scripts/browser.sh || exit 1
if [ $# -gt 0 ]; then exec $bin/pytest "$@"; fi
failures=0
run() { echo; echo "== $1"; shift; "$@" || failures=$((failures + 1)); }
run "Checks" scripts/check.sh
run "PWA unit tests and sizes" bash -c "cd pwa && npm test --silent && npm run --silent size"
run "Back end" $bin/pytest -n 2 --ignore=tests/house --ignore=tests/journeys --ignore=tests/faults
run "Faults" $bin/pytest tests/faults
run "Journeys" $bin/pytest tests/journeys -n 2
echo
[ $failures = 0 ] || { echo "$failures parts failed after $SECONDS s"; exit 1; }
echo "Everything passed in $SECONDS s"
