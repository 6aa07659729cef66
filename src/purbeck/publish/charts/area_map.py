"""A map of areas: equal tiles, or outlines, each filled and lettered by what is said of it.

The letter says what the filling says, for whoever does not see colours or prints in grey; the
legend has both. Most areas have no letter, so that those that have one are seen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from purbeck.publish.charts.annotation import SEMI_BOLD, text_layer, text_row
from purbeck.publish.charts.area_map_series import (
    AreaMapSeries,
    MapArea,
    Sign,
    map_alt,
    map_table,
)
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.lettering import text_width
from purbeck.publish.charts.vega_theme import CONFIG, SCHEMA
from purbeck.publish.document import Mark
from purbeck.publish.theme import LIGHT, SIGNS

# A colour of the palette is another one on a dark page. What stands on a filling that stays must
# stay as well, so these are none of the palette.
_DARK_INK, _PALE_INK = "#14202A", "#FEFEFE"

FILLINGS: dict[Sign, tuple[str, str]] = {
    "best": (LIGHT.accent, LIGHT.paper),
    "better": ("#A9CFE5", _DARK_INK),
    "similar": (SIGNS[Mark.NO_DATA].tint, LIGHT.ink),
    "worse": ("#F5BC8A", _DARK_INK),
    "worst": ("#8F3D07", _PALE_INK),
    "higher": ("#6B4FA0", LIGHT.paper),
    "lower": ("#D5C9EE", _DARK_INK),
    "unknown": (LIGHT.paper, LIGHT.quiet_ink),
}
"""The filling of each sign and the ink of what stands on it; a test measures their contrast."""

WIDE, NARROW = 500, 250
_TALLEST = 430.0
_TALLEST_NARROW = 330.0
_GAP = 1.5
_ROW = 14.0
_SWATCH_WIDTH, _SWATCH_HEIGHT = 16.0, 10.0
_SIZE = 8.0
_SMALLEST = 5.5
"""The size of letters below which a letter would not be read."""
_OUTLINE = LIGHT.quiet_ink


_Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """An area's rings in points of the plot, and where its letter stands."""

    area: MapArea
    rings: tuple[_Ring, ...]
    middle: tuple[float, float]
    room: float
    """How wide what stands there may be."""


def area_map_chart(series: AreaMapSeries) -> Chart:
    """Draw a map, with a narrow form for a telephone."""
    chart = _chart(series, WIDE, _TALLEST)
    slim = replace(series, anchor=f"{series.anchor}-narrow")
    return replace(chart, narrow=_chart(slim, NARROW, _TALLEST_NARROW))


def _chart(series: AreaMapSeries, width: int, tallest: float) -> Chart:
    legend, foot = _legend(series, width)
    shapes, height = _shapes(series, float(width), tallest, foot)
    letters = [
        text_row(each.area.letter, *each.middle, _fitting(each), _ink(each.area), weight=SEMI_BOLD)
        for each in shapes
        if each.area.letter
    ]
    swatches = [_swatch(sign, x, y) for sign, _, _, x, y in legend]
    words = [
        text_row(letter, x + _SWATCH_WIDTH / 2, y, 7.5, FILLINGS[sign][1], weight=SEMI_BOLD)
        for sign, letter, _, x, y in legend
        if letter
    ]
    words += [
        text_row(said, x + _SWATCH_WIDTH + 4.0, y, _SIZE, LIGHT.ink, align="left")
        for _, _, said, x, y in legend
    ]
    alt = map_alt(series)
    return Chart(
        anchor=series.anchor,
        title=series.title,
        specification={
            "$schema": SCHEMA,
            "description": alt,
            "width": width,
            "height": round(height),
            "autosize": {"type": "none"},
            "padding": 0,
            "config": CONFIG,
            "layer": [
                _polygons(
                    [*map(_feature, sorted(shapes, key=lambda each: each.area.own)), *swatches]
                ),
                text_layer([*letters, *words], _SIZE),
            ],
        },
        alt=alt,
        table=map_table(series),
        width=width,
        height=round(height),
    )


def _legend(
    series: AreaMapSeries, width: int
) -> tuple[list[tuple[Sign, str, str, float, float]], float]:
    """Place the legend in rows above the map; give where it ends."""
    placed = []
    x, y = 1.0, _ROW / 2
    for sign, letter, words in series.legend:
        room = _SWATCH_WIDTH + 4.0 + text_width(words, _SIZE)
        if x > 1.0 and x + room > width:
            x, y = 1.0, y + _ROW
        placed.append((sign, letter, words, x, y))
        x += room + 12.0
    return placed, y + _ROW / 2 + 6.0


def _shapes(
    series: AreaMapSeries, width: float, tallest: float, top: float
) -> tuple[list[_Shape], float]:
    """Lay the areas out below a height; give that of the whole."""
    tiles = [area for area in series.areas if area.tile is not None]
    if tiles:
        return _tiles(tiles, width, tallest, top)
    drawn = [area for area in series.areas if area.rings]
    return _outlines(drawn, width, tallest, top)


def _tiles(
    areas: Sequence[MapArea], width: float, tallest: float, top: float
) -> tuple[list[_Shape], float]:
    at = [area.tile for area in areas if area.tile is not None]
    left, first = min(column for column, _ in at), min(row for _, row in at)
    across = max(column for column, _ in at) - left + 1
    down = max(row for _, row in at) - first + 1
    side = min(width / across, (tallest - top) / down, 34.0)
    start = (width - side * across) / 2
    shapes = []
    for area, (column, row) in zip(areas, at, strict=True):
        x, y = start + (column - left) * side, top + (row - first) * side
        size = side - _GAP
        corners = ((x, y), (x + size, y), (x + size, y + size), (x, y + size))
        shapes.append(_Shape(area, (corners,), (x + size / 2, y + size / 2), size - 2.0))
    return shapes, top + side * down


def _outlines(
    areas: Sequence[MapArea], width: float, tallest: float, top: float
) -> tuple[list[_Shape], float]:
    """Project outlines by latitude: a degree of longitude is narrowed by its cosine."""
    places = [place for area in areas for ring in area.rings for place in ring]
    south, north = min(y for _, y in places), max(y for _, y in places)
    narrower = round(max(math.cos(math.radians((south + north) / 2)), 0.01), 6)
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    across, up = max((east - west) * narrower, 1e-9), max(north - south, 1e-9)
    scale = min((width - 2.0) / across, (tallest - top - 2.0) / up)
    start = (width - across * scale) / 2

    def point(place: tuple[float, float]) -> tuple[float, float]:
        x, y = (place[0] - west) * narrower * scale, (north - place[1]) * scale
        return round(start + x, 2), round(top + 1.0 + y, 2)

    shapes = []
    for area in areas:
        rings = _wound([tuple(point(place) for place in ring) for ring in area.rings])
        largest = max(rings, key=_extent)
        across_it = max(x for x, _ in largest) - min(x for x, _ in largest)
        shapes.append(_Shape(area, rings, _middle(largest), across_it))
    return shapes, top + up * scale + 2.0


def _wound(rings: Sequence[_Ring]) -> tuple[_Ring, ...]:
    """Turn rings that lie within an odd number of others the other way, so that they are holes."""
    found = []
    for at, ring in enumerate(rings):
        others = (other for n, other in enumerate(rings) if n != at)
        hole = sum(_holds(other, ring[0]) for other in others) % 2 == 1
        found.append(ring if (_signed(ring) > 0) is not hole else ring[::-1])
    return tuple(found)


def _signed(ring: _Ring) -> float:
    """Give twice the surface of a ring, above 0 one way round and below it the other."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)


def _holds(ring: _Ring, place: tuple[float, float]) -> bool:
    """Whether a place lies within a ring, by how often a line to the right leaves it."""
    x, y = place
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    crossed = sum(
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in pairs
    )
    return crossed % 2 == 1


def _extent(ring: Sequence[tuple[float, float]]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Give a place well within a ring: the middle of the widest stretch across its half height."""
    ys = [y for _, y in ring]
    # Off every corner by a little, so that a line through one is not counted twice.
    level = (min(ys) + max(ys)) / 2 + 0.003
    crossed = sorted(
        x1 + (level - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y1 > level) != (y2 > level)
    )
    stretches = [(b - a, (a + b) / 2) for a, b in zip(crossed[::2], crossed[1::2], strict=False)]
    return (max(stretches)[1] if stretches else ring[0][0]), level


def _fitting(shape: _Shape) -> float:
    """Give the size at which a letter fits its area, as far as it can be read."""
    wide = text_width(shape.area.letter, 1.0)
    return round(max(_SMALLEST, min(_SIZE, shape.room / wide)), 2)


def _ink(area: MapArea) -> str:
    return FILLINGS[area.sign][1]


def _swatch(sign: Sign, x: float, y: float) -> dict[str, Any]:
    top, bottom, right = y - _SWATCH_HEIGHT / 2, y + _SWATCH_HEIGHT / 2, x + _SWATCH_WIDTH
    corners = [(x, top), (right, top), (right, bottom), (x, bottom)]
    return _polygon([corners], sign)


def _feature(shape: _Shape) -> dict[str, Any]:
    return _polygon(shape.rings, shape.area.sign, own=shape.area.own)


def _polygon(
    rings: Sequence[Sequence[tuple[float, float]]], sign: Sign, *, own: bool = False
) -> dict[str, Any]:
    closed = [[[round(x, 2), round(y, 2)] for x, y in (*ring, ring[0])] for ring in rings]
    return {
        "type": "Feature",
        "properties": {"filling": FILLINGS[sign][0], "edge": 2.4 if own else 0.6},
        "geometry": {"type": "Polygon", "coordinates": closed},
    }


def _polygons(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "data": {"values": features, "format": {"type": "json"}},
        "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
        "mark": {
            "type": "geoshape",
            "strokeWidth": {"expr": "datum.properties.edge"},
            "stroke": _OUTLINE,
        },
        "encoding": {"fill": {"field": "properties.filling", "type": "nominal", "scale": None}},
    }
