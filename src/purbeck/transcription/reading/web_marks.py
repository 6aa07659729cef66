"""Small drawings within a web page: the arrows and discs of SVG."""

from __future__ import annotations

import re
from typing import Any

from purbeck.transcription.colours import named_in_css
from purbeck.transcription.page import Colour, Form, Mark
from purbeck.transcription.silhouette import Point, form_of, mask_of_outline

_NUMBER = r"-?\d+(?:\.\d+)?"
# A drawing of more points than this is a chart or a map.
_MOST_POINTS = 40


def drawn(element: Any) -> list[Mark]:
    """Give the sign that one shape of SVG draws; none for a shape that is no sign.

    Of paths, those of straight lines between absolute points are read.
    """
    colour = _colour(element)
    if colour is Colour.WHITE:
        return []
    if element.tag in {"circle", "ellipse"}:
        return [Mark(Form.CIRCLE, colour, None, "shape")]
    points = _points(element)
    if not 3 <= len(points) <= _MOST_POINTS:
        return []
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    mask = mask_of_outline([points])
    if mask is None or height == 0:
        return []
    form = form_of(mask, width / height)
    return [] if form is Form.OTHER else [Mark(form, colour, None, "shape")]


def _points(element: Any) -> list[Point]:
    given = element.get("points") or ""
    if element.tag == "path":
        given = element.get("d") or ""
        if re.search(r"[a-ln-yCSQTAHV]", given.replace("m", "a")):
            return []
    numbers = [float(number) for number in re.findall(_NUMBER, given[:2000])]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _colour(element: Any) -> Colour:
    style = re.search(r"fill\s*:\s*([^;]+)", element.get("style") or "")
    return named_in_css(style[1] if style else element.get("fill") or "")
