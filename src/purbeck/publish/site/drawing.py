"""Charts drawn straight from their specification, in a hundredth of the time that Vega takes.

A specification of Purbeck's has every place in it: scales are linear or by points, labels stand
where they were laid out beforehand. So little is left to a drawing program that the marks used
can be written out here. What is met that is not known is left to Vega.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import escape
from math import sqrt
from typing import Any

from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.drawing import draw_svg
from purbeck.publish.render.web_chart import inline_svg
from purbeck.publish.render.web_style import colour_properties

Row = Mapping[str, Any]

_MIDDLE, _TOP = 0.3, 0.79
"""How far below the middle and the top of its line the foot of a letter stands, in its size."""
_OFF = 0.5
"""How far Vega sets an axis off, so that what is ruled there is sharp."""
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_HALF_ROOT_3 = sqrt(3) / 2
_PATHS = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((-1, 0), (0, -1), (1, 0), (0, 1)),
    "triangle-up": ((0, -_HALF_ROOT_3), (-1, _HALF_ROOT_3), (1, _HALF_ROOT_3)),
    "triangle-down": ((0, _HALF_ROOT_3), (-1, -_HALF_ROOT_3), (1, -_HALF_ROOT_3)),
}


class _NotKnownError(Exception):
    """A part of a specification that is not drawn here."""


def plain_drawing(chart: Chart) -> str:
    """Draw a chart as part of a page, in the page's colours; its alternative is its name.

    The same places, to a hundredth of a point, as Vega gives them.
    """
    try:
        inside = _drawn(chart.specification)
    except (_NotKnownError, KeyError):
        return inline_svg(draw_svg(chart), chart)
    return (
        f'<svg viewBox="0 0 {chart.width} {chart.height}" role="img" focusable="false" '
        f'aria-label="{escape(chart.alt)}">{inside}</svg>'
    )


def spark(chart: Chart) -> str:
    """Draw the lines and points of a chart alone, to stand beside its figure in words.

    What marks a period without a figure has a shape of its own, and is left out as well. The
    drawing says nothing that is not beside it, and so has no name.
    """
    specification = chart.specification
    scales = _Scales(specification)
    parts = [
        part
        for layer in specification["layer"]
        if layer["mark"]["type"] in _SPARKS and "shape" not in layer["mark"]
        for part in _MARKS[layer["mark"]["type"]](layer, layer["mark"], scales)
    ]
    left, right = specification["encoding"]["x"]["scale"]["range"]
    box = (left - _ROOM, -_ROOM, right - left + 2 * _ROOM, specification["height"] + 2 * _ROOM)
    return (
        f'<svg viewBox="{" ".join(map(_n, box))}" aria-hidden="true" focusable="false">'
        f"{''.join(parts)}</svg>"
    )


_SPARKS = ("line", "point")
_ROOM = 4.0


class _Scales:
    """Where the rows of a layer stand in the plot, by their fields of the two axes."""

    def __init__(self, specification: Mapping[str, Any]) -> None:
        across, down = specification["encoding"]["x"], specification["encoding"]["y"]
        self._fields = across["field"], down["field"]
        width, height = float(specification["width"]), float(specification["height"])
        linear = across["type"] == "quantitative"
        self.column = (
            _linear(across["scale"], 0.0, width) if linear else _by_points(across["scale"])
        )
        self.row = _linear(down["scale"], height, 0.0)

    def place(self, row: Row) -> tuple[float, float]:
        """Give the place of a row: by its fields of the axes, or as it is written."""
        if "x" in row:
            return row["x"], row["y"]
        across, down = self._fields
        return self.column(row[across]), self.row(row[down])


def _linear(scale: Mapping[str, Any], start: float, end: float) -> Callable[[Any], float]:
    low, high = scale["domain"]
    step = (end - start) / (high - low)
    return lambda value: start + (float(value) - low) * step


def _by_points(scale: Mapping[str, Any]) -> Callable[[Any], float]:
    labels, (start, end) = scale["domain"], scale["range"]
    step = (end - start) / (len(labels) - 1) if len(labels) > 1 else 0.0
    first = start if len(labels) > 1 else (start + end) / 2
    columns = {label: first + step * at for at, label in enumerate(labels)}
    return columns.__getitem__


def _drawn(specification: Mapping[str, Any]) -> str:
    scales = _Scales(specification)
    padding = specification["padding"]
    parts = [*_axes(specification, scales)]
    for layer in specification["layer"]:
        mark = layer["mark"]
        draw = _MARKS.get(mark["type"])
        if draw is None:
            raise _NotKnownError(mark["type"])
        parts += draw(layer, mark, scales)
    return f'<g transform="translate({padding["left"]},{padding["top"]})">{"".join(parts)}</g>'


def _axes(specification: Mapping[str, Any], scales: _Scales) -> Iterable[str]:
    encoding, ink = specification["encoding"], specification["config"]["axis"]["labelColor"]
    across, down = encoding["x"]["axis"], encoding["y"]["axis"]
    size = across["labelFontSize"]
    y = specification["height"] + across["labelPadding"] + _foot(_TOP, size) + _OFF
    words = "".join(
        f'<text x="{_n(scales.column(label) + _OFF)}" y="{_n(y)}">'
        f"{escape(label if isinstance(label, str) else _tick(label, across))}</text>"
        for label in across["values"]
    )
    yield f'<g fill="{_colour(ink)}" font-size="{_n(size)}" text-anchor="middle">{words}</g>'
    if down is not None:
        size = down["labelFontSize"]
        x, below = _n(_OFF - down["labelPadding"]), _foot(_MIDDLE, size) + _OFF
        words = "".join(
            f'<text x="{x}" y="{_n(scales.row(value) + below)}">{escape(_tick(value, down))}</text>'
            for value in down["values"]
        )
        yield f'<g fill="{_colour(ink)}" font-size="{_n(size)}" text-anchor="end">{words}</g>'


def _foot(share: float, size: float) -> int:
    """Round as Vega does, a half upwards."""
    return int(share * size + 0.5)


def _tick(value: float, axis: Mapping[str, Any]) -> str:
    symbol = axis["labelExpr"].partition("'")[2].rstrip("'")
    written = format(value, str(axis["format"])).replace("-", "\u2212")
    return f"{written}{symbol}"


def _lines(layer: Row, mark: Row, scales: _Scales) -> Iterable[str]:
    encoding = layer["encoding"]
    detail = encoding["detail"]["field"]
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in layer["data"]["values"]:
        key = (row[encoding["strokeDash"]["field"]], row[encoding["stroke"]["field"]], row[detail])
        groups.setdefault(key, []).append(row)
    for rows in groups.values():
        if len(rows) < 2:
            continue
        places = (scales.place(row) for row in rows)
        d = "M" + "L".join(f"{_n(x)},{_n(y)}" for x, y in places)
        ink = _colour(_scaled(encoding["stroke"], rows[0]))
        dashes = _scaled(encoding["strokeDash"], rows[0])
        dashed = "" if dashes[-1] == 0 else f' stroke-dasharray="{",".join(map(str, dashes))}"'
        yield (
            f'<path d="{d}" fill="none" stroke="{ink}" stroke-width="{_n(rows[0]["weight"])}" '
            f'stroke-linejoin="round"{dashed}/>'
        )


def _scaled(channel: Mapping[str, Any], row: Row) -> Any:
    value, scale = row[channel["field"]], channel["scale"]
    return value if scale is None else scale["range"][scale["domain"].index(value)]


def _points(layer: Row, mark: Row, scales: _Scales) -> Iterable[str]:
    encoding, shape = layer["encoding"], mark.get("shape", "")
    width = _n(mark["strokeWidth"])
    for row in layer["data"]["values"]:
        x, y = scales.place(row)
        size = row["size"] if "size" in encoding else mark["size"]
        fill = _colour(_scaled(encoding["fill"], row)) if "fill" in encoding else "none"
        ink = _colour(_scaled(encoding["stroke"], row) if "stroke" in encoding else mark["stroke"])
        painted = f'fill="{fill}" stroke="{ink}" stroke-width="{width}"'
        name = shape or (row["shape"] if "shape" in encoding else "circle")
        yield _sign(name, x, y, sqrt(size) / 2, painted)


def _sign(name: str, x: float, y: float, half: float, painted: str) -> str:
    if name == "circle":
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(half)}" {painted}/>'
    if name.startswith("M-1,-1L1,1"):  # a cross
        a, b, c, d = (_n(at) for at in (x - half, y - half, x + half, y + half))
        return f'<path d="M{a},{b}L{c},{d}M{a},{d}L{c},{b}" {painted}/>'
    if name not in _PATHS:
        raise _NotKnownError(name)
    d = "L".join(f"{_n(x + half * across)},{_n(y + half * down)}" for across, down in _PATHS[name])
    return f'<path d="M{d}Z" {painted}/>'


def _texts(layer: Row, mark: Row, scales: _Scales) -> Iterable[str]:
    for row in layer["data"]["values"]:
        size, lines = row["size"], str(row["text"]).split("\n")
        x, y = _n(row["x"]), row["y"] + _foot(_MIDDLE, size)
        weight = "" if row["weight"] == 400 else f' font-weight="{row["weight"]}"'
        start = (
            f'<text x="{x}" y="{_n(y)}" font-size="{_n(size)}"{weight} '
            f'fill="{_colour(row["ink"])}" text-anchor="{_ANCHORS[row["align"]]}">'
        )
        rest = "".join(
            f'<tspan x="{x}" dy="{_n(mark["lineHeight"])}">{escape(line)}</tspan>'
            for line in lines[1:]
        )
        yield f"{start}{escape(lines[0])}{rest}</text>"


def _rules(layer: Row, mark: Row, scales: _Scales) -> Iterable[str]:
    for row in layer["data"]["values"]:
        ends = f"M{_n(row['x'])},{_n(row['y'])}L{_n(row['x2'])},{_n(row['y2'])}"
        ink = _colour(row["ink"])
        yield f'<path d="{ends}" stroke="{ink}" stroke-width="{_n(row["width"])}"/>'


_MARKS: Mapping[str, Callable[[Row, Row, _Scales], Iterable[str]]] = {
    "line": _lines,
    "point": _points,
    "text": _texts,
    "rule": _rules,
}


def _n(number: float) -> str:
    """Write a place with two decimals at most."""
    written = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


@lru_cache(maxsize=64)
def _colour(colour: str) -> str:
    """Give a colour of the palette by its property, so that it follows light and dark."""
    name = colour_properties().get(colour.upper())
    return colour if name is None else f"var({name})"
