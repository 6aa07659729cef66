"""The map of equal tiles follows from the centres of authorities."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from purbeck.areas.tile_map import tile_places

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_tile_map.py"


def test_the_map_is_what_the_script_makes_of_the_centres() -> None:
    """The same centres give the map that ships, tile for tile."""
    command = [sys.executable, str(SCRIPT), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stdout) == (0, "tile_map.csv is what the centres give.\n")


def test_neighbours_on_the_ground_lie_about_each_other_on_the_map() -> None:
    """Cornwall is west of Devon, Northumberland north of Durham, London's boroughs together."""
    at = tile_places()
    boroughs = [at[f"E090000{number:02d}"] for number in range(1, 34)]

    assert at["E06000052"][0] < at["E10000008"][0]
    assert at["E06000057"][1] < at["E06000047"][1]
    assert max(column for column, _ in boroughs) - min(column for column, _ in boroughs) <= 7
