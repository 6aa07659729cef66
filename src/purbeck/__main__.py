"""Purbeck as ``python -m purbeck``."""

from __future__ import annotations

import sys

from purbeck.cli import main

if __name__ == "__main__":
    sys.exit(main())
