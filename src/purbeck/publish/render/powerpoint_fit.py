"""How much room words take on a slide, so that what is written stays within its box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from purbeck.publish.charts.lettering import text_width

LINE = 1.22
"""The height of a line as a multiple of the size of its letters: that of Inter, rounded up."""
_SAFETY = 1.06
"""Room for a program that sets the words in a wider typeface, or wraps them a little sooner."""

SLIDE_WIDTH, SLIDE_HEIGHT = 960.0, 540.0
"""A slide of 16 to 9, in points: what PowerPoint makes of a new presentation."""
MARGIN = 40.0
BODY_WIDTH = SLIDE_WIDTH - 2 * MARGIN
BODY_TOP, BODY_BOTTOM = 118.0, 500.0
GAP = 14.0
CELL_ACROSS, CELL_DOWN = 6.0, 4.0
"""The margins within a cell of a table, in points, on each side."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


def line_count(text: str, size: float, width: float) -> int:
    """Count the lines that a text takes; an empty text takes one.

    Examples
    --------
    >>> line_count("Higher is better", 12.0, 200.0), line_count("Higher is better", 12.0, 50.0)
    (1, 3)
    """
    return sum(_lines(part, size, width / _SAFETY) for part in text.split("\n"))


def _lines(text: str, size: float, width: float) -> int:
    lines, used = 1, 0.0
    space = text_width(" ", size)
    for word in text.split(" "):
        wide = text_width(word, size)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        used += wide + (space if used else 0.0)
        # A word wider than the line is broken by the program.
        over = int(used // width) if width > 0 else 0
        lines, used = lines + over, used - over * width
    return lines


def text_height(text: str, size: float, width: float) -> float:
    """Reckon the height of a text that is wrapped to a width."""
    return line_count(text, size, width) * size * LINE


def fitting_size(text: str, sizes: Sequence[float], width: float, height: float) -> float:
    """Choose the largest of some sizes at which a text fits; the least where none does."""
    fits = (size for size in sizes if text_height(text, size, width) <= height)
    return next(fits, sizes[-1])


def row_height(texts: Sequence[str], widths: Sequence[float], size: float) -> float:
    """Reckon the height of a row of a table: that of its tallest cell."""
    tallest = max(
        text_height(text, size, width - 2 * CELL_ACROSS)
        for text, width in zip(texts, widths, strict=True)
    )
    return tallest + 2 * CELL_DOWN
