#!/usr/bin/env bash
# Makes the virtual environment, and says plainly what is missing where it cannot be made.
set -euo pipefail
venv=$1
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Purbeck needs Python 3.11 or newer, and '$python' is not. Set PYTHON to one that is." >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  # Debian keeps these two in a package of their own.
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
  else
    echo "Python's venv module is missing. As root: apt-get install python3-venv" >&2
    exit 1
  fi
fi
"$python" -m venv "$venv"
