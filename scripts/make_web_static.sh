#!/usr/bin/env bash
# Compiles the style sheet of the web application, which is kept in the repository: needs Node and
# the npm registry, where running the application needs neither.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
look=src/purbeck_web/look out=src/purbeck_web/static/purbeck
templates=src/purbeck/publish/render/templates fonts=src/purbeck/publish/fonts

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Sass and govuk-frontend are fetched anew, unless GOVUK names a folder that has them.
if [ -n "${GOVUK:-}" ]; then ln -s "$GOVUK/node_modules" "$work/node_modules"; else
npm install --prefix "$work" --silent --no-audit --no-fund --ignore-scripts \
  govuk-frontend@6.3.0 sass@1.108.2
fi

"$work/node_modules/.bin/sass" --no-source-map --style=compressed --quiet-deps \
  --load-path="$work/node_modules/govuk-frontend/dist" "$look/site.scss" "$work/govuk.css"
"$python" -c 'from purbeck.publish.render.web_style import palette_css; print(palette_css())' > "$work/palette.css"
{
  echo "/* Made by scripts/make_web_static.sh. The first part is of govuk-frontend 6.3.0, which is"
  echo "   (c) Crown copyright, under the MIT licence. */"
  cat "$work/govuk.css" "$work/palette.css" \
    "$templates/report.css" "$templates/blocks.css" "$look"/*.css "$templates/print.css"
} > "$out/site.css"
cp "$fonts/Inter-Regular.woff2" "$out/inter-400.woff2"
cp "$fonts/Inter-SemiBold.woff2" "$out/inter-600.woff2"
cp "$fonts/LICENSE.txt" "$out/inter-license.txt"
if grep -qi "GDS Transport" "$out/site.css"; then
  echo "The style sheet names a font that is not ours to use." >&2
  exit 1
fi
