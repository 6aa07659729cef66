"""How wide words are when set in the house typeface, and how they wrap.

Labels are laid out before anything is drawn, so their widths are reckoned here from the
advance widths of the typeface. A test holds the table to the font that is shipped.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FIRST = 0x20
_ADVANCES = (
    # Inter SemiBold 3.019, thousandths of the size, sixteen a row from U+0020 (space) to U+007E.
    # The regular weight is never wider by more than a fiftieth, so one table serves both.
    (248, 309, 396, 643, 649, 844, 663, 213, 393, 393, 543, 673, 295, 466, 290, 379),
    (667, 481, 621, 652, 666, 632, 648, 587, 646, 648, 290, 295, 673, 673, 673, 544),
    (999, 724, 657, 744, 724, 608, 586, 755, 744, 275, 561, 677, 566, 906, 741, 775),
    (643, 776, 651, 649, 660, 734, 724, 1007, 690, 705, 653, 393, 379, 393, 481, 468),
    (497, 575, 630, 577, 630, 593, 377, 625, 613, 261, 261, 569, 261, 898, 610, 608),
    (625, 625, 397, 549, 380, 608, 576, 837, 562, 576, 562, 393, 358, 393, 673),
)
_WIDEST = 1000
"""What a character that is not in the table is taken for, in thousandths of the size."""

ELLIPSIS = "\u2026"


def _advance(character: str) -> int:
    """The advance width of one character; an accented letter is as wide as its base letter."""
    base = unicodedata.normalize("NFD", character)[0]
    row, column = divmod(ord(base) - _FIRST, 16)
    known = 0 <= row < len(_ADVANCES) and column < len(_ADVANCES[row])
    return _ADVANCES[row][column] if known else _WIDEST


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """Reckon the width of a line of text set at a size, in the unit of the size.

    An empty text has no width.

    Examples
    --------
    >>> round(text_width("95.1%", 9.0), 1)
    26.1
    """
    return sum(_advance(character) for character in text) * size / 1000


def shortened(text: str, size: float, room: float) -> str:
    """Cut a text so that it fits the room, with an ellipsis where something was cut.

    A text that fits exactly is left alone.

    Examples
    --------
    >>> shortened("Statistical neighbours", 9.0, 60.0)
    'Statistical…'
    """
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(kept + ELLIPSIS, size) > room:
        kept = kept[:-1].rstrip()
    return kept + ELLIPSIS


def wrapped(text: str, size: float, room: float, most_lines: int) -> tuple[str, ...]:
    """Break a text between words into lines that fit the room.

    What does not fit into the lines allowed ends with an ellipsis. A text without words is one
    empty line.

    Examples
    --------
    >>> wrapped("Statistical neighbours", 9.0, 60.0, most_lines=2)
    ('Statistical', 'neighbours')
    """
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if text_width(longer, size) <= room or not lines[-1] or len(lines) == most_lines:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(shortened(line, size, room) for line in lines)
