#!/usr/bin/env bash
# Makes the pictures in docs/images from the demo's report. Needs pdftoppm and pdftotext
# (Debian: apt-get install poppler-utils).
set -euo pipefail
purbeck=${1:-.venv/bin/purbeck}
pictures=docs/images
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$purbeck" build examples/dorset-2018 --out "$work" --format pdf >/dev/null
report=$work/independent.pdf
mkdir -p "$pictures"

# The page on which a text stands first, the contents left out.
page_with() {
  local page=3
  until pdftotext -f "$page" -l "$page" "$report" - | grep -q "$1"; do page=$((page + 1)); done
  echo "$page"
}

draw() {
  local page
  page=$(page_with "$2")
  pdftoppm -png -r 100 -f "$page" -l "$page" -singlefile "$report" "$pictures/$1"
  ls -l "$pictures/$1.png"
}

draw executive-summary "^Executive summary"
draw indicator "^Population indicator 02"
