"""Where the outside cases are, and how they are read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest


def cases(name: str) -> Any:
    """Read one file of outside cases, or skip the tests that need it.

    Parameters
    ----------
    name
        The file within the folder ``gold`` of PURBECK_SHARED, such as
        "two_proportion/r_prop_test.json".
    """
    place = os.environ.get("PURBECK_SHARED")
    if not place:
        pytest.skip("PURBECK_SHARED is not set, so the outside cases cannot be found.")
    file = Path(place) / "gold" / name
    if not file.is_file():
        pytest.skip(f"There is no file {file}.")
    return json.loads(file.read_text(encoding="utf-8"))
