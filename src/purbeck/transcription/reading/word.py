"""A Word document, read with python-docx: paragraphs, tables, shading, symbols and drawings."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from purbeck.transcription.colours import named_in_css
from purbeck.transcription.errors import UnreadableReportError
from purbeck.transcription.page import Block, Cell, Colour, Form, Grid, Line, Mark, Page, Place
from purbeck.transcription.reading.notes import is_note
from purbeck.transcription.reading.vocabulary import Vocabulary, marks_in

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Word's names of ready-made shapes.
_SHAPES = {
    "upArrow": Form.UP,
    "downArrow": Form.DOWN,
    "leftArrow": Form.LEFT,
    "rightArrow": Form.RIGHT,
    "leftRightArrow": Form.LEVEL,
    "ellipse": Form.CIRCLE,
    "flowChartConnector": Form.CIRCLE,
    "rect": Form.SQUARE,
    "roundRect": Form.SQUARE,
    "diamond": Form.DIAMOND,
    "triangle": Form.UP,
    "flowChartMerge": Form.DOWN,
}
_SIGNAL = frozenset({Colour.RED, Colour.AMBER, Colour.GREEN, Colour.BLUE})
_SIGN_FONTS = (("wingdings 3", 0xF300), ("wingdings 2", 0xF200), ("wingdings", 0xF000))
MOST_PICTURE_BYTES = 2_000_000
MOST_CELLS = 200_000


def word_pages(path: Path, vocabulary: Vocabulary) -> tuple[Page, ...]:
    """Read a Word document; UnreadableReportError in one line where it is none or is damaged.

    Pages are counted as Word last laid them out, where it left that in the file.
    """
    import docx

    try:
        document = docx.Document(str(path))
        reader = _Reader(document, vocabulary)
        for item in document.iter_inner_content():
            reader.add(item)
        return reader.pages()
    except UnreadableReportError:
        raise
    except Exception as error:  # lxml, zipfile and python-docx raise of many kinds
        reason = "it is damaged, or no Word document"
        raise UnreadableReportError(f"'{path.name}' cannot be read as Word: {reason}.") from error


class _Reader:
    """One document on its way through the reader."""

    def __init__(self, document: Any, vocabulary: Vocabulary) -> None:
        self._document = document
        self._vocabulary = vocabulary
        self._pages: list[list[Block]] = [[]]
        self._number = 0
        self._cells = 0

    def pages(self) -> tuple[Page, ...]:
        """Give the pages that have been read."""
        return tuple(Page(n, tuple(blocks)) for n, blocks in enumerate(self._pages, start=1))

    def add(self, item: Any) -> None:
        """Read one paragraph or one table of the body."""
        if hasattr(item, "rows"):
            self._pages[-1].append(self._table(item))
            for inner in item._tbl.iter(f"{_W}lastRenderedPageBreak"):
                self._turn(inner)
            return
        element = item._p
        for mark in element.iter(f"{_W}lastRenderedPageBreak", f"{_W}br"):
            if mark.tag == f"{_W}lastRenderedPageBreak" or mark.get(f"{_W}type") == "page":
                self._turn(mark)
        style = item.style.name if item.style is not None else ""
        for text in _text(element, self._vocabulary).split("\n"):
            self._line(text, style, element)
        for text in _boxes(element, self._vocabulary):
            self._line(text, "", None)

    def _turn(self, mark: Any) -> None:
        """Open a page; breaks that Word notes twice in a row are one."""
        if self._pages[-1] and len(self._pages) < 2000:
            self._pages.append([])

    def _place(self, row: int = 0, column: int = 0) -> Place:
        return Place(len(self._pages), line=self._number, row=row, column=column)

    def _line(self, text: str, style: str, element: Any) -> None:
        parts = tuple(part.strip() for part in text.split("\t"))
        line = " ".join(text.split())
        if not line:
            return
        self._number += 1
        level = _level(style)
        marks = marks_in(line, self._vocabulary)
        numbered = element is not None and element.find(f".//{_W}numPr") is not None
        self._pages[-1].append(
            Line(
                text=line,
                place=self._place(),
                level=level,
                bullet=not level and ("list" in style.lower() or numbered),
                strong=element is not None and _bold(element),
                marks=marks if element is None else marks + self._marks(element),
                parts=parts if len(parts) > 1 else (),
            )
        )

    def _table(self, table: Any) -> Grid:
        self._number += 1
        rows = []
        for number, row in enumerate(table.rows, start=1):
            cells: list[Cell] = []
            before: Any = None
            for column, given in enumerate(row.cells, start=1):
                repeated = given._tc is before and number > 1
                before = given._tc
                blank = Cell("", self._place(number, column))
                cells.append(blank if repeated else self._cell(given, number, column))
            rows.append(tuple(cells))
        width = max((len(row) for row in rows), default=0)
        blank = Cell("", self._place())
        even = tuple(row + (blank,) * (width - len(row)) for row in rows)
        return Grid(even, self._place())

    def _cell(self, given: Any, row: int, column: int) -> Cell:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise UnreadableReportError(
                f"The document has more than {MOST_CELLS:,} cells: cut it up."
            )
        texts = [_text(p, self._vocabulary) for p in given._tc.iter(f"{_W}p")]
        pieces = [piece for text in texts for piece in text.split("\n")]
        text = "\n".join(line for piece in pieces if (line := " ".join(piece.split())))
        marks = marks_in(text, self._vocabulary) + self._marks(given._tc)
        return Cell(text, self._place(row, column), marks)

    def _marks(self, element: Any) -> tuple[Mark, ...]:
        """Give the signs of an element: shading, coloured letters, shapes, small pictures."""
        marks = []
        for inner in element.iter():
            if inner.tag == f"{_W}shd" and inner.getparent().tag != f"{_W}pPr":
                colour = named_in_css(inner.get(f"{_W}fill") or "")
                if colour in _SIGNAL:
                    marks.append(Mark(Form.SQUARE, colour, None, "fill"))
            elif inner.tag == f"{_W}color":
                colour = named_in_css(inner.get(f"{_W}val") or "")
                if colour in _SIGNAL:
                    marks.append(Mark(Form.OTHER, colour, None, "letters"))
            elif inner.tag == f"{_A}prstGeom":
                marks.append(_shape(inner))
            elif inner.tag == f"{_A}blip" and (mark := self._picture(inner)):
                marks.append(mark)
        return tuple(marks)

    def _picture(self, blip: Any) -> Mark | None:
        from PIL import Image

        from purbeck.transcription.reading.pdf_marks import mark_of_picture

        try:
            blob = self._document.part.related_parts[blip.get(f"{_R}embed")].blob
            if len(blob) > MOST_PICTURE_BYTES:
                return None
            with Image.open(io.BytesIO(blob)) as image:
                if image.width * image.height > 400_000:
                    return None
                return mark_of_picture(_on_white(image), None)
        except (KeyError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return None


def _on_white(image: Any) -> Any:
    """Put a picture on white, so that what is clear is no ink."""
    import numpy as np
    from PIL import Image

    shown = image.convert("RGBA")
    ground = Image.new("RGBA", shown.size, "white")
    return np.asarray(Image.alpha_composite(ground, shown).convert("RGB"))


def _shape(geometry: Any) -> Mark:
    form = _SHAPES.get(geometry.get("prst") or "", Form.OTHER)
    properties = geometry.getparent()
    fill = properties.find(f"{_A}solidFill/{_A}srgbClr") if properties is not None else None
    turned = properties.find(f"{_A}xfrm") if properties is not None else None
    if turned is not None and turned.get("rot") == "10800000":
        form = {Form.UP: Form.DOWN, Form.DOWN: Form.UP}.get(form, form)
    colour = Colour.OTHER if fill is None else named_in_css(fill.get("val") or "")
    return Mark(form, colour, None, "shape")


def _level(style: str) -> int:
    name = style.lower()
    if name == "title":
        return 1
    if name.startswith("heading ") and name[8:9].isdigit():
        return int(name[8:9])
    return 0


def _bold(element: Any) -> bool:
    runs = [run for run in element.iter(f"{_W}r") if run.find(f"{_W}t") is not None]
    return bool(runs) and all(run.find(f"{_W}rPr/{_W}b") is not None for run in runs)


def _text(element: Any, vocabulary: Vocabulary) -> str:
    """Give the text of a paragraph: tabs and line breaks kept, symbols of sign fonts as such."""
    pieces: list[str] = []
    for inner in element.iter():
        if _inside_box(inner, element):
            continue
        if inner.tag == f"{_W}t":
            if not (_raised(inner) and is_note(inner.text or "", "".join(pieces))):
                pieces.append(_lettered(inner))
        elif inner.tag == f"{_W}tab" and inner.getparent().tag == f"{_W}r":
            pieces.append("\t")
        elif inner.tag == f"{_W}br" and inner.get(f"{_W}type") != "page":
            pieces.append("\n")
        elif inner.tag == f"{_W}sym":
            pieces.append(_symbol(inner.get(f"{_W}font") or "", inner.get(f"{_W}char") or ""))
        elif inner.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def _raised(text: Any) -> bool:
    placed = text.getparent().find(f"{_W}rPr/{_W}vertAlign")
    return placed is not None and placed.get(f"{_W}val") == "superscript"


def _lettered(text: Any) -> str:
    fonts = text.getparent().find(f"{_W}rPr/{_W}rFonts")
    font = "" if fonts is None else fonts.get(f"{_W}ascii") or ""
    start = next((code for name, code in _SIGN_FONTS if name in font.lower()), None)
    written = text.text or ""
    if start is None:
        return written
    return "".join(chr(start + (ord(c) & 0xFF)) if c.strip() else c for c in written)


def _symbol(font: str, code: str) -> str:
    try:
        number = int(code, 16) & 0xFF
    except ValueError:
        return ""
    start = next((base for name, base in _SIGN_FONTS if name in font.lower()), 0xF000)
    return chr(start + number)


def _inside_box(inner: Any, element: Any) -> bool:
    """Whether something stands in a text box or in what older readers are given instead."""
    parent = inner.getparent()
    while parent is not None and parent is not element:
        if parent.tag in {f"{_W}txbxContent", _FALLBACK}:
            return True
        parent = parent.getparent()
    return False


def _boxes(element: Any, vocabulary: Vocabulary) -> Iterator[str]:
    """Give the paragraphs of the text boxes that hang on a paragraph."""
    for box in element.iter(f"{_W}txbxContent"):
        if any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            continue
        for paragraph in box.iter(f"{_W}p"):
            yield _text(paragraph, vocabulary)
