"""Tables of a PDF page: those with lines, those under a heading row, and cards in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from purbeck.transcription.page import Box, Cell, Colour, Form, Grid, Mark, Place
from purbeck.transcription.reading.pdf_words import Word, rows_of
from purbeck.transcription.reading.vocabulary import Vocabulary, marks_in

# A page with more edges than this holds a map or a dense chart, and is not searched for lines.
MOST_EDGES = 6000
SIGNAL = frozenset({Colour.RED, Colour.AMBER, Colour.GREEN})
_PLAIN = frozenset({Colour.WHITE, Colour.BLACK, Colour.GREY, Colour.OTHER})


class Canvas:
    """All that stands on one page, and what of it has been put into a table already."""

    def __init__(
        self,
        number: int,
        words: Sequence[Word],
        marks: Sequence[Mark],
        fills: Sequence[tuple[Box, Colour]],
        vocabulary: Vocabulary,
    ) -> None:
        self.number = number
        self.words = list(words)
        lefts, rights = [w.box.left for w in words], [w.box.right for w in words]
        self.width = max(rights, default=0.0) - min(lefts, default=0.0)
        self.marks = list(marks)
        self.fills = list(fills)
        self.vocabulary = vocabulary

    def take(self, box: Box) -> list[Word]:
        """Give the words within a box, and take them off the page."""
        inside = [word for word in self.words if box.holds(*word.box.centre)]
        taken = set(map(id, inside))
        self.words = [word for word in self.words if id(word) not in taken]
        return inside

    def cell(self, words: Sequence[Word], box: Box, row: int = 0, column: int = 0) -> Cell:
        """Make a cell of some words, with the marks and the fill that its box holds."""
        words = without_notes(words)
        lines = [" ".join(word.text for word in line.words) for line in rows_of(words)]
        marks = self.marks_within(box, words)
        text = unhyphenated("\n".join(lines))
        return Cell(text, Place(self.number, row=row, column=column, box=box), tuple(marks))

    def marks_within(self, box: Box, words: Sequence[Word]) -> list[Mark]:
        """Give the signs within a box: shapes, characters that are signs, and the fill."""
        marks = [m for m in self.marks if m.box and box.holds(*m.box.centre)]
        for word in words:
            like = Mark(Form.OTHER, word.colour, word.box)
            marks += marks_in(word.text, self.vocabulary, like)
            if word.colour in SIGNAL:
                marks.append(Mark(Form.OTHER, word.colour, word.box, "letters"))
        fill = self._fill(box)
        return marks if fill is None else [*marks, fill]

    def _fill(self, box: Box) -> Mark | None:
        """Give the colour behind a cell: of the smallest that holds its middle and most of it."""
        behind = [
            (fill.width * fill.height, colour, fill)
            for fill, colour in self.fills
            if colour not in _PLAIN
            and fill.holds(*box.centre)
            and _shared(fill, box) > 0.6 * box.width * box.height
        ]
        if not behind:
            return None
        _, colour, fill = min(behind, key=lambda one: one[0])
        return Mark(Form.SQUARE, colour, fill, "fill")


def without_notes(words: Sequence[Word]) -> list[Word]:
    """Leave out the numbers and letters of footnotes: small, and right behind a larger word."""
    largest = max((word.size for word in words), default=0.0)
    return [
        word
        for word in words
        if not (
            word.size < 0.72 * largest
            and re.fullmatch(r"[\d*a-z]{1,2}", word.text)
            and word.text not in {"st", "nd", "rd", "th"}
        )
    ]


def unhyphenated(text: str) -> str:
    """Join a word that is broken at its own hyphen at the end of a line: "self-", "directed".

    Examples
    --------
    >>> unhyphenated("given self-\\ndirected support")
    'given self-directed support'
    """
    return re.sub(r"(?<=[A-Za-z])-\n(?=[a-z])", "-", text)


def _shared(one: Box, other: Box) -> float:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(width, 0.0) * max(height, 0.0)


Rows = list[list[Box | None]]


def ruled_cells(page: Any) -> list[tuple[Box, Rows]]:
    """Give the cells of the tables that have lines around them; None where cells are joined."""
    if not page.edges or len(page.edges) > MOST_EDGES:
        return []
    return [
        (
            Box(*table.bbox),
            [[Box(*cell) if cell else None for cell in row.cells] for row in table.rows],
        )
        for table in page.find_tables()
    ]


def ruled_tables(tables: Sequence[tuple[Box, Rows]], canvas: Canvas) -> list[Grid]:
    """Take the tables that have lines around their cells off a page."""
    grids = []
    for box, rows in tables:
        if not rows or max(map(len, rows)) < 2 or not _mostly_filled(rows, canvas.words):
            continue
        if _part_of_larger(rows, box, canvas.words):
            continue
        grids.append(_ruled(rows, box, canvas))
    return grids


def _part_of_larger(rows: Rows, box: Box, words: Sequence[Word]) -> bool:
    """Whether cells are only the coloured figures of a table without lines.

    They hold no word, and beside most of their rows stand the words that the rows are about.
    """
    if any(box.holds(*word.box.centre) and re.search("[A-Za-z]{3}", word.text) for word in words):
        return False
    lefts = [word.box for word in words if word.box.centre[0] < box.left]
    named = 0
    for row in rows:
        cells = [cell for cell in row if cell]
        named += any(cells[0].top <= left.centre[1] < cells[0].bottom for left in lefts if cells)
    return named * 2 > len(rows)


def _mostly_filled(rows: Rows, words: Sequence[Word]) -> bool:
    """Whether a third of the cells hold words; the lines behind a chart make empty cells."""
    cells = [cell for row in rows for cell in row if cell]
    if len(cells) > 3000:
        return False
    filled = sum(1 for cell in cells if any(cell.holds(*word.box.centre) for word in words))
    return filled * 3 >= len(cells)


def _ruled(rows: Rows, box: Box, canvas: Canvas) -> Grid:
    made = []
    for number, row in enumerate(rows, start=1):
        cells = []
        for column, bounds in enumerate(row, start=1):
            if bounds is None:
                place = Place(canvas.number, row=number, column=column)
                cells.append(Cell("", place))
                continue
            cells.append(canvas.cell(canvas.take(bounds), bounds, number, column))
        made.append(tuple(cells))
    return Grid(tuple(made), Place(canvas.number, box=box))


def card_rows(canvas: Canvas) -> list[Grid]:
    """Take cards off a page: boxes side by side, equally high, each with a label on top."""
    boxes = sorted(
        {box for box, _ in canvas.fills if 55 <= box.width <= 420 and 28 <= box.height <= 260},
        key=lambda box: (round(box.top), box.left),
    )
    grids = []
    while boxes:
        first = boxes[0]
        beside = sorted((b for b in boxes if _level(b, first)), key=lambda box: box.left)
        boxes = [box for box in boxes if box not in beside]
        cards = [_card(box, canvas, column) for column, box in enumerate(beside, start=1)]
        if len(beside) > 1 and _apart(beside) and all(cards):
            for box in beside:
                canvas.take(box)
            labels, bodies = zip(*(card for card in cards if card), strict=True)
            place = Place(canvas.number, box=first)
            grids.append(Grid((labels, bodies), place, cards=True))
    return grids


def _level(one: Box, other: Box) -> bool:
    """Whether two boxes stand side by side: half of the lower one's height is shared."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.height, other.height)


def _apart(boxes: Sequence[Box]) -> bool:
    return all(b.left >= a.right - 1 for a, b in pairwise(boxes))


def _card(box: Box, canvas: Canvas, column: int) -> tuple[Cell, Cell] | None:
    """Part a box into its label, which is its first line, and the rest; None without both."""
    words = [word for word in canvas.words if box.holds(*word.box.centre)]
    rows = rows_of(words)
    if len(rows) < 2:
        return None
    label, rest = rows[0].words, [word for row in rows[1:] for word in row.words]
    below = Box(box.left, rows[0].box.bottom, box.right, box.bottom)
    return canvas.cell(label, rows[0].box, 1, column), canvas.cell(rest, below, 2, column)
