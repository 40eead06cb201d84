#!/usr/bin/env bash
# Lint, types and house rules. Runs everything even after a failure, and counts failures.
set -u
bin=.venv/bin failures=0
said=$(mktemp)
trap 'rm -f "$said"' EXIT
step() {
  local name=$1; shift
  local started=$SECONDS
  if "$@" >"$said" 2>&1; then echo "ok      $name ($((SECONDS - started)) s)"; else
    failures=$((failures + 1)); echo "FAILED  $name"; cat "$said"; fi
}
step "ruff" $bin/ruff check --quiet .
step "ruff format" $bin/ruff format --check --quiet .
step "mypy" $bin/mypy
step "import contracts" $bin/lint-imports
step "house rules" $bin/pytest tests/house -n 2 -q
step "pwa" bash -c "cd pwa && npm run --silent check"
[ $failures = 0 ] || { echo "$failures failed"; exit 1; }
