"""The name of a colour, from its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from colorsys import rgb_to_hsv

from purbeck.transcription.page import Colour

# A colour with less saturation than this is grey. Excel's pale green for "good" (C6EFCE) has
# 0.17, and the pale fills of a heading row about 0.05.
LEAST_SATURATION = 0.10
# Turns of the colour circle, from red: the borders are ours, and lie between the named colours
# that word processors offer for red, orange, gold, yellow, green and blue.
_HUES = (
    (17 / 360, Colour.RED),
    (68 / 360, Colour.AMBER),
    (172 / 360, Colour.GREEN),
    (265 / 360, Colour.BLUE),
    (335 / 360, Colour.OTHER),
    (1.01, Colour.RED),
)
_WORDS = {
    "red": Colour.RED,
    "crimson": Colour.RED,
    "darkred": Colour.RED,
    "firebrick": Colour.RED,
    "amber": Colour.AMBER,
    "orange": Colour.AMBER,
    "gold": Colour.AMBER,
    "yellow": Colour.AMBER,
    "green": Colour.GREEN,
    "limegreen": Colour.GREEN,
    "lime": Colour.GREEN,
    "darkgreen": Colour.GREEN,
    "seagreen": Colour.GREEN,
    "forestgreen": Colour.GREEN,
    "blue": Colour.BLUE,
    "grey": Colour.GREY,
    "gray": Colour.GREY,
    "silver": Colour.GREY,
    "black": Colour.BLACK,
    "white": Colour.WHITE,
}


def named(parts: object) -> Colour:
    """Name a colour given as grey, RGB or CMYK, each part from 0 to 1; OTHER if it is none.

    Examples
    --------
    >>> named((1, 0.75, 0)), named((0.69, 0.14, 0.11)), named(0.5)
    (<Colour.AMBER: 'amber'>, <Colour.RED: 'red'>, <Colour.GREY: 'grey'>)
    """
    rgb = _rgb(parts)
    if rgb is None:
        return Colour.OTHER
    hue, saturation, value = rgb_to_hsv(*rgb)
    if value < 0.2:
        return Colour.BLACK
    if saturation < LEAST_SATURATION:
        return Colour.WHITE if value > 0.93 else Colour.GREY
    return next(colour for border, colour in _HUES if hue < border)


def named_in_css(text: str) -> Colour:
    """Name a colour as a style sheet or a word processor writes it; OTHER if it is none.

    Examples
    --------
    >>> named_in_css("#ffc000"), named_in_css("rgb(0, 176, 80)"), named_in_css("Red")
    (<Colour.AMBER: 'amber'>, <Colour.GREEN: 'green'>, <Colour.RED: 'red'>)
    """
    text = text.strip().lower()
    if text in _WORDS:
        return _WORDS[text]
    if found := re.fullmatch(r"#?([0-9a-f]{6}|[0-9a-f]{3})", text):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
        return named([int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)])
    if found := re.match(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)", text):
        return named([min(int(part), 255) / 255 for part in found.groups()])
    return Colour.OTHER


def _rgb(parts: object) -> tuple[float, float, float] | None:
    if isinstance(parts, int | float):
        parts = (parts,)
    if not isinstance(parts, Sequence) or not all(isinstance(p, int | float) for p in parts):
        return None
    numbers = [min(max(float(part), 0.0), 1.0) for part in parts]
    if len(numbers) == 1:
        return numbers[0], numbers[0], numbers[0]
    if len(numbers) == 3:
        return numbers[0], numbers[1], numbers[2]
    if len(numbers) == 4:
        red, green, blue = ((1 - part) * (1 - numbers[3]) for part in numbers[:3])
        return red, green, blue
    return None
