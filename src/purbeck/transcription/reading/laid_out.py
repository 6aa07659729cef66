"""Text in which spaces keep columns apart, as some programs write the text of a page.

Each word has its place on a page of even letters, so that it is read as a PDF page is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from purbeck.transcription.page import Block, Box, Cell, Grid, Line, Place
from purbeck.transcription.reading.pdf_headed import headed_tables, label_cards
from purbeck.transcription.reading.pdf_lines import Setting, lines_of
from purbeck.transcription.reading.pdf_tables import Canvas
from purbeck.transcription.reading.pdf_words import Word
from purbeck.transcription.reading.vocabulary import Vocabulary

# A letter is so wide and a line so high; the letters themselves so high. In no real unit.
_WIDE, _PITCH, _SIZE = 6.0, 12.0, 10.0
_GAP = re.compile(r"\S {3,}\S")
# This share of the lines must have a wide gap for a text to count as laid out.
_SHARE = 0.08
# A page of more lines than this is no page of a report.
_MOST_LINES = 20_000


def is_laid_out(lines: Sequence[str]) -> bool:
    """Whether spaces keep columns apart: no tabs, and wide gaps in three lines at least."""
    if len(lines) > _MOST_LINES or any("\t" in line or line.count("|") > 1 for line in lines):
        return False
    gaps = sum(1 for line in lines if _GAP.search(line))
    return gaps >= 3 and gaps >= _SHARE * sum(1 for line in lines if line.strip())


def laid_out(lines: Sequence[str], number: int, vocabulary: Vocabulary) -> tuple[Block, ...]:
    """Read a page of text that is laid out with spaces."""
    words = [
        _word(found, at) for at, line in enumerate(lines) for found in re.finditer(r"\S+", line)
    ]
    canvas = Canvas(number, words, (), (), vocabulary)
    grids = [*headed_tables(canvas, ()), *label_cards(canvas)]
    blocks: list[Block] = [*lines_of(canvas, Setting(_SIZE)), *grids]
    return tuple(sorted((_placed(block, number) for block in blocks), key=lambda b: b.place.line))


def _word(found: re.Match[str], at: int) -> Word:
    left, top = found.start() * _WIDE, at * _PITCH
    return Word(found[0], Box(left, top, left + len(found[0]) * _WIDE, top + _SIZE), _SIZE)


def _placed(block: Block, number: int) -> Block:
    """Give a block the number of its line in the text, in place of a box on a page."""
    place = _line_of(block.place, number)
    if isinstance(block, Line):
        return replace(block, place=place)
    rows = tuple(
        tuple(replace(cell, place=_of_cell(cell, number)) for cell in row) for row in block.rows
    )
    return Grid(rows, place, block.caption, block.cards)


def _of_cell(cell: Cell, number: int) -> Place:
    return replace(_line_of(cell.place, number), row=cell.place.row, column=cell.place.column)


def _line_of(place: Place, number: int) -> Place:
    top = place.box.top if place.box is not None else 0.0
    return Place(number, line=round(top / _PITCH) + 1)
