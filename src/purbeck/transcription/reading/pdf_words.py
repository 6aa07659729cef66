"""The words of a PDF page, and the lines and stretches that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from purbeck.transcription.colours import named
from purbeck.transcription.page import Box, Colour

# Fonts in which a letter stands for a sign. Code points F000 and up are where such fonts are
# put by convention; the hundreds tell the three fonts of Wingdings apart.
_SIGN_FONTS = (("wingdings3", 0xF300), ("wingdings2", 0xF200), ("wingdings", 0xF000))
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
# A page with more characters than this is no page of a report.
MOST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Word:
    """One word, where it stands, and how it is set."""

    text: str
    box: Box
    size: float
    bold: bool = False
    colour: Colour = Colour.BLACK


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one line with no more than a word space between them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with spaces between."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        """The box around all words."""
        return box_around(word.box for word in self.words)

    @property
    def size(self) -> float:
        """The size of the largest word."""
        return max(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one height: stretches from left to right."""

    stretches: tuple[Stretch, ...]

    @property
    def box(self) -> Box:
        """The box around all stretches."""
        return box_around(stretch.box for stretch in self.stretches)

    @property
    def size(self) -> float:
        """The size of the largest word."""
        return max(stretch.size for stretch in self.stretches)

    @property
    def words(self) -> tuple[Word, ...]:
        """All words, from left to right."""
        return tuple(word for stretch in self.stretches for word in stretch.words)


def box_around(boxes: Iterable[Box]) -> Box:
    """Give the smallest box around some boxes; there must be one at least."""
    first, *rest = boxes
    for box in rest:
        first = first.around(box)
    return first


def words_of(page: Any) -> list[Word]:
    """Give the words of a page of pdfplumber, signs of sign fonts included."""
    found = page.extract_words(
        x_tolerance=1.6,
        y_tolerance=2,
        extra_attrs=["size", "fontname", "non_stroking_color"],
        return_chars=False,
    )
    return [_word(given) for given in found[:MOST_WORDS]]


def _word(given: dict[str, Any]) -> Word:
    font = str(given["fontname"]).lower().replace("-", "").replace(" ", "")
    text = "".join(_plain(character) for character in str(given["text"]))
    for name, start in _SIGN_FONTS:
        if name in font:
            text = "".join(chr(start + (ord(character) & 0xFF)) for character in text)
            break
    box = Box(given["x0"], given["top"], given["x1"], given["bottom"])
    bold = any(mark in font for mark in _BOLD)
    return Word(text, box, float(given["size"]), bold, named(given["non_stroking_color"]))


def _plain(character: str) -> str:
    """Take ligatures apart, and make odd spaces plain ones."""
    return {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "\u00a0": " "}.get(character, character)


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Put words that stand on one height together, from the top, and part them at wide gaps."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.centre[1], w.box.left)):
        middle = word.box.centre[1]
        if rows and abs(middle - _middle(rows[-1])) < 0.35 * min(word.size, rows[-1][0].size) + 0.5:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(tuple(_stretches(sorted(row, key=lambda w: w.box.left)))) for row in rows]


def _middle(words: Sequence[Word]) -> float:
    return median(word.box.centre[1] for word in words[-6:])


def _stretches(words: Sequence[Word]) -> list[Stretch]:
    """Part words where the gap is wider than any word space: 0.9 of the size of the letters.

    A word space is a quarter to a third of the size; 0.9 leaves room for justified lines.
    """
    parts: list[list[Word]] = []
    for word in words:
        gap = word.box.left - parts[-1][-1].box.right if parts else 0.0
        if parts and gap < 0.9 * max(word.size, parts[-1][-1].size):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [Stretch(tuple(part)) for part in parts]
