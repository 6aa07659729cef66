"""The signs that a PDF page draws: arrows, discs and coloured fills, from shapes and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from purbeck.transcription.colours import named
from purbeck.transcription.page import Box, Colour, Form, Mark
from purbeck.transcription.silhouette import flattened, form_of, mask_of_outline

# A sign is as large as a letter at the least, and as a tile at the most; in points.
LEAST, MOST = 3.0, 60.0
# Charts may have thousands of dots; no page has so many signs.
MOST_SHAPES = 4000
_NO_SIGN = frozenset({Colour.WHITE})
# A dot of a picture is ink where one of its channels is this far from white.
_INK = 24


def marks_of(page: Any) -> tuple[list[Mark], list[tuple[Box, Colour]]]:
    """Give the signs of a page, and the coloured rectangles that may fill a cell."""
    fills = [
        (_box(rect), named(rect["non_stroking_color"]))
        for rect in page.rects[:MOST_SHAPES]
        if rect.get("fill")
    ]
    marks = [
        Mark(Form.SQUARE, colour, box, "shape")
        for box, colour in fills
        if _sign_sized(box) and colour not in _NO_SIGN
    ]
    for shape in page.curves[:MOST_SHAPES]:
        box = _box(shape)
        colour = named(shape["non_stroking_color"])
        if shape.get("fill") and _sign_sized(box) and colour not in _NO_SIGN:
            marks.append(Mark(_form(shape, box), colour, box, "shape"))
        elif shape.get("fill"):
            fills.append((box, colour))
    marks += _drawn_lines(page)
    return marks, fills


def _drawn_lines(page: Any) -> Iterator[Mark]:
    """Find arrows drawn as strokes: an open path that is not filled."""
    for shape in page.curves[:MOST_SHAPES]:
        box = _box(shape)
        if not shape.get("fill") and shape.get("stroke") and _sign_sized(box):
            form = _form(shape, box)
            if form in {Form.CIRCLE, Form.SQUARE}:
                yield Mark(form, named(shape["stroking_color"]), box, "shape")


def _form(shape: dict[str, Any], box: Box) -> Form:
    mask = mask_of_outline(flattened(shape.get("path") or []))
    return Form.OTHER if mask is None else form_of(mask, box.width / box.height)


def _box(shape: dict[str, Any]) -> Box:
    return Box(shape["x0"], shape["top"], shape["x1"], shape["bottom"])


def _sign_sized(box: Box) -> bool:
    return LEAST <= box.width <= MOST and LEAST <= box.height <= MOST


def pictures_of(page: Any) -> tuple[list[Box], int]:
    """Give the boxes of the pictures that may be signs, and the number of those that are large.

    Large is above a tenth of the page: a scanned page, or a chart that is a picture.
    """
    boxes = [_box(image) for image in page.images[:MOST_SHAPES]]
    whole = float(page.width) * float(page.height)
    large = sum(1 for box in boxes if box.width * box.height > whole / 10)
    return [box for box in boxes if _sign_sized(box)], large


def mark_of_picture(dots: Any, box: Box | None) -> Mark | None:
    """Say what a small picture shows, from its dots in RGB; None where it is blank."""
    ink = (255 - dots[:, :, :3].astype(int)).max(axis=2) > _INK
    if not ink.any():
        return None
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    shown = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    colours = dots[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1, :3][shown]
    form = form_of(_resampled(shown), shown.shape[1] / shown.shape[0])
    return Mark(form, _main_colour(colours), box, "picture")


def _main_colour(colours: Any) -> Colour:
    """Name the colour that most dots of a picture have, its edges and outlines left out."""
    named_dots = [named(tuple(float(part) / 255 for part in dot)) for dot in colours[::7]]
    plain = {Colour.WHITE, Colour.GREY, Colour.BLACK}
    signal: list[Colour] = [colour for colour in named_dots if colour not in plain]
    chosen = signal if len(signal) * 4 > len(named_dots) else named_dots
    return max(list(Colour), key=lambda colour: chosen.count(colour))


def _resampled(mask: Any) -> Any:
    from purbeck.transcription.silhouette import SIDE

    rows = (np.arange(SIDE) + 0.5) * mask.shape[0] / SIDE
    columns = (np.arange(SIDE) + 0.5) * mask.shape[1] / SIDE
    return mask[np.ix_(rows.astype(int), columns.astype(int))]
