"""Work out the map of equal tiles: a square for each authority, as near as may be to its place.

    python scripts/make_tile_map.py            write the map
    python scripts/make_tile_map.py --check    fail where it differs

Reads the centres of authorities (``positions.csv``, kilometres of the National Grid) and writes the
column and the row of each (``tile_map.csv``), counted from the top left. Authorities crowd in
London and lie far apart elsewhere: so London is first blown up, with all that lies around it moved
out as far as that takes; centres are then pushed apart until each has the room of a tile; and they
are given to squares so that the squares of the distances come to the least. The same centres
always give the same map.
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

TABLES = Path(__file__).resolve().parent.parent / "src" / "purbeck" / "areas" / "tables"
KILOMETRES = 38.0
"""The side of a tile before the crowded ones are pushed apart: at this England is about as wide
and as high in tiles as it is on a map."""
APART = 1.02
"""How far apart centres are pushed, in tiles."""
TURNS = 600
PULL = 0.01
"""The part of the way back to its place that each centre is drawn at every turn."""

LONDON = (531.0, 180.0)
"""Its middle, in kilometres of the National Grid: Charing Cross."""
LONDON_RADIUS = 24.0
"""Within which the 33 authorities have their centres."""
LONDON_TILES = 33

Places = NDArray[np.float64]


def blown_up(centres: Places) -> Places:
    """Give London the room of its tiles, and move everything else out by the room it takes."""
    middle = np.array([LONDON[0], -LONDON[1]])
    way = centres - middle
    distance = np.sqrt((way**2).sum(axis=1))
    room = np.sqrt(LONDON_TILES / np.pi) * KILOMETRES
    inside = distance * room / LONDON_RADIUS
    outside = np.sqrt(distance**2 + room**2 - LONDON_RADIUS**2)
    further = np.where(distance <= LONDON_RADIUS, inside, outside)
    return np.asarray(middle + way * (further / np.maximum(distance, 1e-6))[:, None])


def apart(places: Places) -> Places:
    """Push places apart that are nearer than a tile, in turns, each drawn back to its own."""
    moved = places.copy()
    for _ in range(TURNS):
        way = moved[:, None, :] - moved[None, :, :]
        distance = np.sqrt((way**2).sum(axis=2))
        np.fill_diagonal(distance, 1e9)
        near = np.where(distance < APART, (APART - distance) / np.maximum(distance, 1e-6), 0.0)
        moved = moved + 0.25 * (way * near[:, :, None]).sum(axis=1)
        moved += PULL * (places - moved)
    return moved


def squares(places: Places) -> NDArray[np.intp]:
    """Give each place a square of its own, all of them together as near as can be."""
    low, high = np.floor(places.min(axis=0)) - 1, np.ceil(places.max(axis=0)) + 1
    columns, rows = (np.arange(low[n], high[n] + 1) for n in (0, 1))
    every = np.array([(column, row) for row in rows for column in columns])
    cost = ((places[:, None, :] - every[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(np.round(cost, 9))
    found = every[chosen].astype(np.intp)
    return np.asarray(found - found.min(axis=0))


def text_of() -> str:
    """Give the text of the map."""
    with (TABLES / "positions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    centres = np.array([(float(row["easting"]), -float(row["northing"])) for row in rows])
    found = squares(apart(blown_up(centres) / KILOMETRES))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "column", "row"))
    pairs = zip(rows, found.tolist(), strict=True)
    writer.writerows((row["code"], *place) for row, place in pairs)
    return out.getvalue()


def main() -> int:
    """Write the map, or with ``--check`` say whether it is as it would be written."""
    path, text = TABLES / "tile_map.csv", text_of()
    if "--check" in sys.argv[1:]:
        same = path.read_text(encoding="utf-8") == text
        print(f"{path.name} {'is' if same else 'is not'} what the centres give.")
        return 0 if same else 1
    path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
