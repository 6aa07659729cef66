"""Where each upper-tier authority of England stands on a map of equal tiles.

The table is made by ``scripts/make_tile_map.py`` from the centres of the authorities.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from purbeck.areas.succession import Extent
from purbeck.areas.table import all_successions, rows_of


@cache
def tile_places() -> Mapping[str, tuple[int, int]]:
    """Give the column and the row of each authority by its code, counted from the top left.

    A code whose territory has another code since has the tile of that one. One that was joined
    with others, or divided, has none: where it lay nobody stands alone today.

    Examples
    --------
    >>> places = tile_places()
    >>> places["E10000027"] == places["E06000066"], "E10000009" in places
    (True, False)
    """
    places = {row["code"]: (int(row["column"]), int(row["row"])) for row in rows_of("tile_map")}
    # Twice, as a code may have been renewed and renewed again.
    for _ in range(2):
        for step in all_successions():
            if step.extent is Extent.SAME and step.new in places:
                places.setdefault(step.old, places[step.new])
    return places
