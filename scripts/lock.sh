#!/usr/bin/env bash
# Works out the pinned versions again, with the digest of every file, from pyproject.toml.
set -euo pipefail
uv=${UV:-uv}
options=(--generate-hashes --no-annotate --no-header --python-version 3.11 --quiet)

"$uv" pip compile pyproject.toml "${options[@]}" -o requirements.lock
printf "editables\nhatchling\n" | "$uv" pip compile - "${options[@]}" -c requirements.lock -o requirements-build.lock
"$uv" pip compile pyproject.toml "${options[@]}" --extra build --extra dev --extra store --extra sources --extra web -c requirements.lock -o requirements-dev.lock
"$uv" pip compile pyproject.toml "${options[@]}" --extra spark --extra store -c requirements-dev.lock -o requirements-spark.lock
"$uv" pip compile pyproject.toml "${options[@]}" --extra web --extra sources --extra store -c requirements.lock -o requirements-web.lock
