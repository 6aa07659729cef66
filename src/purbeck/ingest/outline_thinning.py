"""Outlines with as few places as a printed map can show, and always the same ones."""

from __future__ import annotations

import math

from purbeck.model.place import Outline, Ring

SHARE = 1 / 1500
"""How far, of the larger side of the map, an outline may lie from where it was: a third of a point
on a map of the width of a page."""

DECIMALS = 5
"""Of a degree: about a metre."""


def thinned(outlines: tuple[Outline, ...]) -> tuple[Outline, ...]:
    """Thin out the outlines of one map, by the method of Ramer, Douglas and Peucker.

    A ring that is left with fewer than three places is too small to be seen; it goes, unless it
    is all that its area has. To thin out twice changes nothing more.

    References
    ----------
    Douglas and Peucker 1973, Cartographica 10:112.

    Examples
    --------
    >>> ring = ((0.0, 0.0), (0.5, 0.0001), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    >>> thinned((Outline("A", (ring,)),))[0].rings[0]
    ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    """
    places = [place for outline in outlines for ring in outline.rings for place in ring]
    if not places:
        return outlines
    middle = (min(y for _, y in places) + max(y for _, y in places)) / 2.0
    narrower = round(max(math.cos(math.radians(middle)), 0.01), 4)
    across = (max(x for x, _ in places) - min(x for x, _ in places)) * narrower
    up = max(y for _, y in places) - min(y for _, y in places)
    reach = SHARE * max(across, up)
    return tuple(Outline(each.code, _rings(each.rings, reach, narrower)) for each in outlines)


def _rings(rings: tuple[Ring, ...], reach: float, narrower: float) -> tuple[Ring, ...]:
    thin = [_ring(ring, reach, narrower) for ring in rings]
    seen = tuple(ring for ring in thin if len(ring) >= 3)
    return seen or rings[:1]


def _ring(ring: Ring, reach: float, narrower: float) -> Ring:
    """Thin out a ring between its first place and the one furthest from it."""
    rounded = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring]
    first = rounded[0]
    spans = [math.hypot((x - first[0]) * narrower, y - first[1]) for x, y in rounded]
    turn = spans.index(max(spans))
    kept = {0, turn}
    ends = [(0, turn), (turn, len(rounded))]
    while ends:
        start, end = ends.pop()
        last = rounded[end % len(rounded)]
        furthest, at = 0.0, 0
        for between in range(start + 1, end):
            away = _away(rounded[between], rounded[start], last, narrower)
            if away > furthest:
                furthest, at = away, between
        if furthest > reach:
            kept.add(at)
            ends += [(start, at), (at, end)]
    return tuple(rounded[place] for place in sorted(kept))


def _away(
    place: tuple[float, float],
    start: tuple[float, float],
    end: tuple[float, float],
    narrower: float,
) -> float:
    """Give how far a place lies from the stretch between two others."""
    x, y = (place[0] - start[0]) * narrower, place[1] - start[1]
    across, up = (end[0] - start[0]) * narrower, end[1] - start[1]
    square = across * across + up * up
    along = 0.0 if square == 0 else min(1.0, max(0.0, (x * across + y * up) / square))
    return math.hypot(x - along * across, y - along * up)
