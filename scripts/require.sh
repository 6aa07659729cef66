#!/usr/bin/env bash
# Sees to it that a program is there: installs it where that is possible, else says what is missing.
set -euo pipefail

for wanted in "$@"; do
  # "java:default-jre-headless": a program, and the package that brings it where that differs.
  program=${wanted%%:*} package=${wanted##*:}
  command -v "$program" >/dev/null && continue
  # Debian keeps the programs of PostgreSQL beside the path, a folder a version.
  compgen -G "/usr/lib/postgresql/*/bin/$program" >/dev/null && continue
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $program, which the tests need."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null
  else
    echo "The tests that need $program will be skipped. As root: apt-get install $package" >&2
  fi
done
