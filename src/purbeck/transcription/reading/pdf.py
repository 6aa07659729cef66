"""A PDF file, read page by page with pdfplumber; small pictures are drawn with pypdfium2."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from purbeck.model.errors import UsageError
from purbeck.transcription.errors import UnreadableReportError
from purbeck.transcription.page import Block, Box, Colour, Mark, Page
from purbeck.transcription.reading.pdf_headed import headed_tables, label_cards
from purbeck.transcription.reading.pdf_lines import Setting, lines_of
from purbeck.transcription.reading.pdf_marks import mark_of_picture, marks_of, pictures_of
from purbeck.transcription.reading.pdf_segments import segmented_tables
from purbeck.transcription.reading.pdf_tables import (
    Canvas,
    Rows,
    card_rows,
    ruled_cells,
    ruled_tables,
)
from purbeck.transcription.reading.pdf_words import Row, Stretch, Word, rows_of, words_of
from purbeck.transcription.reading.vocabulary import Vocabulary

MOST_PAGES = 600
# How finely small pictures are drawn: 2 dots a point tell an arrow of 6 points.
_DOTS_A_POINT = 2.0


def pdf_pages(path: Path, vocabulary: Vocabulary) -> tuple[Page, ...]:
    """Read the pages of a PDF; UnreadableReportError in one line where that cannot be done."""
    try:
        import pdfplumber
    except ImportError as missing:
        raise UsageError(
            f"To read PDF, Purbeck needs {missing.name}: pip install 'purbeck[sources]'."
        ) from None
    try:
        with pdfplumber.open(path) as document:
            if len(document.pages) > MOST_PAGES:
                raise UnreadableReportError(
                    f"'{path.name}' has more than {MOST_PAGES} pages: cut it up."
                )
            return tuple(_Reader(document, path, vocabulary).pages())
    except UnreadableReportError:
        raise
    except Exception as error:  # the libraries raise of many kinds on a damaged file
        raise UnreadableReportError(
            f"'{path.name}' cannot be read as PDF: {_why(error)}."
        ) from error


def _why(error: Exception) -> str:
    name = f"{type(error).__name__} {error!r}".lower()
    if "password" in name or "encrypt" in name:
        return "it is locked with a password; save a copy without one"
    return "it is damaged or cut short; fetch it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What one page holds, before it is known what all pages share."""

    number: int
    height: float
    words: list[Word]
    marks: list[Mark]
    fills: list[tuple[Box, Colour]]
    tables: list[tuple[Box, Rows]]
    rules: list[Box]
    pieces: list[Box]
    pictures: int


class _Reader:
    """One document on its way through the reader."""

    def __init__(self, document: Any, path: Path, vocabulary: Vocabulary) -> None:
        self._document = document
        self._path = path
        self._vocabulary = vocabulary
        self._drawing: Any = None

    def pages(self) -> Iterator[Page]:
        """Read each page once, and make it up when all are known: heads and feet repeat."""
        sheets = []
        for page in self._document.pages:
            sheets.append(self._sheet(page))
            page.close()
        setting = Setting(_body_size([sheet.words for sheet in sheets]))
        repeated = _repeated(sheets, self._vocabulary)
        for sheet in sheets:
            yield self._page(sheet, _without_edges(sheet, repeated), setting)

    def _sheet(self, page: Any) -> _Sheet:
        """Take what is wanted off a page, so that the page itself can be let go."""
        marks, fills = marks_of(page)
        small, large = pictures_of(page)
        marks += self._pictured(page.page_number, small)
        return _Sheet(
            number=page.page_number,
            height=float(page.height),
            words=words_of(page),
            marks=marks,
            fills=fills,
            tables=ruled_cells(page),
            rules=_rules(page, 60),
            pieces=_rules(page, 8),
            pictures=large,
        )

    def _page(self, sheet: _Sheet, words: Sequence[Word], setting: Setting) -> Page:
        canvas = Canvas(sheet.number, words, sheet.marks, sheet.fills, self._vocabulary)
        grids = ruled_tables(sheet.tables, canvas)
        grids += card_rows(canvas)
        grids += segmented_tables(sheet.pieces, canvas)
        grids += headed_tables(canvas, sheet.rules)
        grids += label_cards(canvas)
        blocks: list[Block] = [*lines_of(canvas, setting)]
        for grid in sorted(grids, key=_top):
            blocks.insert(_before(blocks, _top(grid)), grid)
        return Page(sheet.number, tuple(blocks), sheet.pictures)

    def _pictured(self, number: int, boxes: Sequence[Box]) -> list[Mark]:
        """Draw the page, and read the small pictures on it, if there are any."""
        if not boxes:
            return []
        import pypdfium2  # type: ignore[import-untyped]

        self._drawing = self._drawing or pypdfium2.PdfDocument(self._path)
        bitmap = self._drawing[number - 1].render(scale=_DOTS_A_POINT)
        dots = bitmap.to_pil().convert("RGB")
        import numpy as np

        found = []
        for box in boxes:
            edges = [
                round(edge * _DOTS_A_POINT) for edge in (box.left, box.top, box.right, box.bottom)
            ]
            piece = np.asarray(dots.crop(tuple(edges)))
            if piece.size and (mark := mark_of_picture(piece, box)):
                found.append(mark)
        return found


def _top(block: Block) -> float:
    return block.place.box.top if block.place.box else 0.0


def _before(blocks: Sequence[Block], top: float) -> int:
    """Give where a table goes among lines: before the first that starts below it.

    Lines of a right-hand column come later though they stand higher, so that the last line
    above is what counts.
    """
    above = [i for i, block in enumerate(blocks) if _top(block) < top]
    return above[-1] + 1 if above else 0


def _rules(page: Any, least: float) -> list[Box]:
    """Give the lines across a page that are long enough, drawn as lines or as flat rectangles."""
    flat = [rect for rect in page.rects[:4000] if rect["height"] < 2.5 and rect["width"] > least]
    level = [line for line in page.lines[:4000] if line["height"] < 1 and line["width"] > least]
    return [Box(one["x0"], one["top"], one["x1"], one["bottom"]) for one in [*flat, *level]]


def _body_size(pages: Sequence[Sequence[Word]]) -> float:
    """Give the size that most letters have."""
    sizes: Counter[float] = Counter()
    for words in pages:
        for word in words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


# How many rows at the top and at the bottom of a page may be its head and its foot.
_EDGE_ROWS = 2
# They stand within this share of the page from its edge.
_EDGE = 0.13


def _edge_rows(sheet: _Sheet) -> list[Row]:
    rows = rows_of(sheet.words)
    if len(rows) <= 2 * _EDGE_ROWS:
        return []
    margin = _EDGE * sheet.height
    top = [row for row in rows[:_EDGE_ROWS] if row.box.bottom < margin]
    return top + [row for row in rows[-_EDGE_ROWS:] if row.box.top > sheet.height - margin]


def _shape(stretch: Stretch) -> tuple[str, int]:
    """Give a text without its numbers, with its height: the feet of two pages look alike."""
    return re.sub(r"\d+", "#", stretch.text), round(stretch.box.top / 4)


def _repeated(sheets: Sequence[_Sheet], vocabulary: Vocabulary) -> frozenset[object]:
    """Give what stands at the same height at the edge of three pages or more: heads and feet.

    The heading row of a table that is printed on each page, and a label, are neither.
    """
    seen: Counter[object] = Counter()
    for sheet in sheets:
        stretches = [stretch for row in _edge_rows(sheet) for stretch in row.stretches]
        known = vocabulary.column_role, vocabulary.card_role, vocabulary.opens
        seen.update({_shape(s) for s in stretches if not any(test(s.text) for test in known)})
    least = max(3, len(sheets) // 5)
    return frozenset(one for one, times in seen.items() if times >= least)


def _without_edges(sheet: _Sheet, repeated: frozenset[object]) -> list[Word]:
    """Leave out the rows at the edges of a page in which something is repeated."""
    running = {
        id(word)
        for row in _edge_rows(sheet)
        if any(_shape(stretch) in repeated for stretch in row.stretches)
        for word in row.words
    }
    return [word for word in sheet.words if id(word) not in running]
