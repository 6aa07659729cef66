#!/usr/bin/env bash
# Runs every check that is not a test, each to its end, and fails if any of them did.
set -uo pipefail
bin=$1
failed=()

run() {
  local name=$1
  shift
  echo "-- $name"
  "$@" || failed+=("$name")
}

run "ruff check" "$bin/ruff" check --quiet src tests benchmarks scripts
run "ruff format" "$bin/ruff" format --check --quiet src tests benchmarks scripts
run "mypy" "$bin/mypy" --no-error-summary
run "import contracts" "$bin/lint-imports" --no-cache
run "reference pages" "$bin/python" scripts/make_reference.py --check
run "translations" "$bin/python" scripts/make_catalogue.py --check
run "rulebook" "$bin/python" scripts/make_rulebook.py --check

if [ ${#failed[@]} -gt 0 ]; then
  printf 'Failed: %s\n' "$(IFS=,; echo "${failed[*]}")" >&2
  exit 1
fi
echo "All checks pass."
