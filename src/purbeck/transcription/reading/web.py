"""A web page, read with lxml: python-docx stands on it already, so that nothing is added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from purbeck.transcription.colours import named_in_css
from purbeck.transcription.errors import UnreadableReportError
from purbeck.transcription.page import Block, Cell, Colour, Form, Grid, Line, Mark, Page, Place
from purbeck.transcription.reading.notes import is_note
from purbeck.transcription.reading.plain import text_of
from purbeck.transcription.reading.vocabulary import Vocabulary, marks_in
from purbeck.transcription.reading.web_marks import drawn

_SKIPPED = {"script", "style", "nav", "template", "noscript", "head", "button", "select", "footer"}
_BLOCKS = {
    "p", "div", "section", "article", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "ul",
    "ol", "dl", "table", "figure", "figcaption", "main", "header", "aside", "details", "summary",
    "blockquote", "pre", "address", "body", "fieldset", "form", "td", "th", "tr", "caption",
}  # fmt: skip
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_SIGN_CLASS = re.compile(r"\b(red|amber|green|yellow)\b")
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;}]+)", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
# Links that help to find one's way in a page, and are no part of a report.
_AIDS = re.compile(
    r"^(?:skip to\b.{0,40}|back to (?:top|contents)|print this page|home|menu|search|sign in)$",
    re.IGNORECASE,
)
# What stands in an element that is more than a card.
_NO_CARD = ("ul", "ol", "table", "figure", "section", "h1", "h2")
# Deeper than any page is nested on purpose.
_DEEPEST = 150


def web_pages(content: bytes, path: Path, vocabulary: Vocabulary) -> tuple[Page, ...]:
    """Read a web page as one page; UnreadableReportError in one line where it is none."""
    from lxml import etree, html  # type: ignore[import-untyped]

    text = text_of(content, path)
    if "<" not in text:
        raise UnreadableReportError(f"'{path.name}' is no web page: there is no tag in it.")
    parser = html.HTMLParser(huge_tree=False, encoding="utf-8", remove_comments=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise UnreadableReportError(
            f"'{path.name}' cannot be read as a web page: it is damaged."
        ) from error
    blocks = tuple(_Reader(root, vocabulary).blocks())
    return (Page(1, blocks),)


class _Reader:
    """One web page on its way through the reader."""

    def __init__(self, root: Any, vocabulary: Vocabulary) -> None:
        self._root = root
        self._vocabulary = vocabulary
        self._number = 0
        sheets = " ".join(style.text or "" for style in root.iter("style"))[:200_000]
        self._fills = {
            name: colour
            for name, rules in _RULE.findall(sheets)
            if (found := _BACKGROUND.search(rules))
            and (colour := named_in_css(found[1])) in {Colour.RED, Colour.AMBER, Colour.GREEN}
        }

    def blocks(self) -> Iterator[Block]:
        """Give the blocks of the page, from top to bottom."""
        body = self._root.find("body")
        yield from self._within(self._root if body is None else body, 0)

    def _within(self, element: Any, depth: int) -> Iterator[Block]:
        if depth > _DEEPEST or not isinstance(element.tag, str) or element.tag in _SKIPPED:
            return
        if element.get("aria-hidden") == "true" or element.tag == "svg":
            return
        if element.tag == "table":
            yield from self._table(element, depth)
        elif (grid := self._cards(element)) is not None:
            yield grid
        elif element.tag == "dl":
            yield from self._pairs(element)
        elif _has_blocks(element):
            yield from self._mixed(element, depth)
        else:
            yield from self._line(element)

    def _mixed(self, element: Any, depth: int) -> Iterator[Block]:
        """Read an element that holds blocks, and any text that stands bare between them."""
        bare: list[str] = [element.text or ""]
        for child in element:
            if isinstance(child.tag, str) and child.tag in _BLOCKS:
                yield from self._bare(bare)
                yield from self._within(child, depth + 1)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != "svg":
                if child.tag == "br":
                    yield from self._bare(bare)
                elif _has_blocks(child):
                    yield from self._within(child, depth + 1)
                else:
                    bare.append(_text(child))
            bare.append(child.tail or "")
        yield from self._bare(bare)

    def _bare(self, pieces: list[str]) -> Iterator[Line]:
        text = " ".join("".join(pieces).split())
        pieces.clear()
        if text and not _AIDS.match(text):
            yield self._made(text, None)

    def _line(self, element: Any) -> Iterator[Line]:
        for piece in _text(element).split("\n"):
            text = " ".join(piece.split())
            if text and not _AIDS.match(text):
                yield self._made(text, element)

    def _made(self, text: str, element: Any) -> Line:
        self._number += 1
        tag = "" if element is None else element.tag
        marks = marks_in(text, self._vocabulary)
        if element is not None:
            marks += self._marks(element)
        level = _HEADINGS.get(tag, 0)
        place = Place(1, line=self._number)
        return Line(text, place, level=level, bullet=tag == "li", marks=marks)

    def _table(self, table: Any, depth: int) -> Iterator[Block]:
        if any(child is not table for child in table.iter("table")):  # a table for layout
            for cell in table.iter("td", "th"):
                if not any(parent.tag in {"td", "th"} for parent in _up_to(cell, table)):
                    yield from self._mixed(cell, depth + 1)
            return
        self._number += 1
        rows = list(self._rows(table))
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        place = Place(1, line=self._number)
        blank = Cell("", place)
        even = tuple(tuple(row) + (blank,) * (width - len(row)) for row in rows)
        caption = table.find("caption")
        yield Grid(even, place, caption="" if caption is None else _words(caption))

    def _rows(self, table: Any) -> Iterator[list[Cell]]:
        held: dict[int, tuple[int, Cell]] = {}
        for number, row in enumerate(table.iter("tr"), start=1):
            cells: list[Cell] = []
            for given in [cell for cell in row if cell.tag in {"td", "th"}]:
                _fill_held(cells, held)
                cell = self._cell(given, number, len(cells) + 1)
                across, down = _span(given, "colspan"), _span(given, "rowspan")
                for extra in range(across):
                    shown = cell if extra == 0 or given.tag == "th" else Cell("", cell.place)
                    if down > 1:
                        held[len(cells)] = (down - 1, cell)
                    cells.append(shown)
            _fill_held(cells, held)
            if cells:
                yield cells

    def _cell(self, given: Any, row: int, column: int) -> Cell:
        lines = [" ".join(piece.split()) for piece in _text(given).split("\n")]
        text = "\n".join(line for line in lines if line)
        marks = marks_in(text, self._vocabulary) + self._marks(given)
        return Cell(text, Place(1, line=self._number, row=row, column=column), marks)

    def _cards(self, element: Any) -> Grid | None:
        """Read children that stand side by side, each a short label and then its figure."""
        children = [child for child in element if isinstance(child.tag, str)]
        if element.tag not in {"ul", "div", "section", "ol"} or not 2 <= len(children) <= 12:
            return None
        if len({child.tag for child in children}) > 1 or children[0].tag not in {"li", "div"}:
            return None
        inner = [_pieces(child) for child in children]
        if any(not 2 <= len(pieces) <= 6 for pieces in inner):
            return None
        if any(next(child.iter(*_NO_CARD), None) is not None for child in children):
            return None
        labels = [pieces[0] for pieces in inner]
        if not any(self._vocabulary.card_role(label) for label in labels):
            return None
        self._number += 1
        place = Place(1, line=self._number)
        top = tuple(Cell(label, place) for label in labels)
        below = []
        for child, pieces in zip(children, inner, strict=True):
            text = "\n".join(pieces[1:])
            marks = marks_in(text, self._vocabulary) + self._marks(child)
            below.append(Cell(text, place, marks))
        return Grid((top, tuple(below)), place, cards=True)

    def _pairs(self, element: Any) -> Iterator[Line]:
        """Read a list of terms as lines of label and value."""
        label = ""
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                label = _words(child)
            elif label:
                yield self._made(f"{label}: {_words(child)}", None)

    def _marks(self, element: Any) -> tuple[Mark, ...]:
        """Give the signs that classes, styles and small drawings put into an element."""
        found = []
        for inner in element.iter():
            if not isinstance(inner.tag, str):
                continue
            if inner.tag in {"polygon", "circle", "path", "ellipse"}:
                found += drawn(inner)
            elif (colour := self._colour(inner)) is not None:
                found.append(Mark(Form.SQUARE, colour, None, "fill"))
        return tuple(found)

    def _colour(self, element: Any) -> Colour | None:
        style = element.get("style") or ""
        if background := _BACKGROUND.search(style):
            colour = named_in_css(background[1])
            if colour in {Colour.RED, Colour.AMBER, Colour.GREEN, Colour.BLUE}:
                return colour
        filled = named_in_css(element.get("fill") or element.get("bgcolor") or "none")
        if filled in {Colour.RED, Colour.AMBER, Colour.GREEN, Colour.BLUE}:
            return filled
        for name in (element.get("class") or "").split():
            if name in self._fills:
                return self._fills[name]
            if words := _SIGN_CLASS.search(name.lower().replace("-", " ").replace("_", " ")):
                return named_in_css(words[1])
        return None


def _up_to(element: Any, limit: Any) -> Iterator[Any]:
    parent = element.getparent()
    while parent is not None and parent is not limit:
        yield parent
        parent = parent.getparent()


def _fill_held(cells: list[Cell], held: dict[int, tuple[int, Cell]]) -> None:
    while len(cells) in held:
        left, cell = held.pop(len(cells))
        if left > 1:
            held[len(cells)] = (left - 1, cell)
        cells.append(cell)


def _span(element: Any, name: str) -> int:
    text = element.get(name) or "1"
    return min(max(int(text), 1), 200) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def _has_blocks(element: Any) -> bool:
    return any(
        isinstance(child.tag, str) and child.tag in _BLOCKS for child in element.iterdescendants()
    )


def _pieces(element: Any) -> list[str]:
    """Give the texts that an element holds, each child's apart from what stands around it."""
    pieces = [element.text or ""]
    for child in element:
        pieces += [_words(child), child.tail or ""]
    return [text for piece in pieces if (text := " ".join(piece.split()))]


def _words(element: Any) -> str:
    return " ".join(_text(element).split())


def _text(element: Any) -> str:
    """Give the text of an element, with line breaks between blocks, and pictures in words."""
    pieces: list[str] = []
    _collect(element, pieces, 0)
    return "".join(pieces)


def _collect(element: Any, pieces: list[str], depth: int) -> None:
    if depth > _DEEPEST or not isinstance(element.tag, str) or element.tag in _SKIPPED - {"head"}:
        return
    if element.tag in {"img", "svg"}:
        title = element.get("alt") or element.get("aria-label") or element.get("title") or ""
        pieces.append(f" {title} " if len(title) < 60 else "")
        return
    if element.tag == "sup" and is_note(element.text_content(), "".join(pieces)):
        return
    block = element.tag in _BLOCKS or element.tag == "br"
    # Spans of different classes are set apart by style sheets; bold and italic letters are not.
    apart = element.tag == "span" and element.get("class") is not None
    pieces.append("\n" if block else " " if apart else "")
    pieces.append((element.text or "").replace("\n", " "))
    for child in element:
        _collect(child, pieces, depth + 1)
        pieces.append((child.tail or "").replace("\n", " "))
    pieces.append("\n" if block and element.tag != "br" else " " if apart else "")
