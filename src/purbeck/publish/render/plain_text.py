"""A Document as plain text for an e-mail: 72 columns, no colour, nothing said by position alone.

A table is told row by row, each figure after the heading of its column, since columns made of
spaces are noise to whoever listens to them. Titles are numbered instead of underlined.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import singledispatch

from purbeck.model.errors import RenderError
from purbeck.publish.document import (
    Badge,
    Bullets,
    Callout,
    Card,
    Cards,
    Cell,
    Columns,
    Document,
    Facts,
    Figure,
    Heading,
    MeasurePanel,
    Paragraph,
    Section,
    Slide,
    Table,
    Tally,
    Text,
)
from purbeck.publish.render.language import ENGLISH, Furniture, furniture
from purbeck.publish.render.told import told
from purbeck.publish.theme import SIGNS

WIDTH = 72
"""The columns of a line: what e-mail has kept to since terminals were 80 wide (RFC 3676, 4.2)."""
_ENGLISH = furniture(ENGLISH)
_INDENT = "  "
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_NO_BREAK = "\u00a0"


def render_txt(document: Document) -> bytes:
    """Write a document as plain text in UTF-8: its short form, or all of it where it has none."""
    document = told(document)
    words = furniture(document.language)
    parts: Sequence[Section | Slide] = document.slides or document.sections
    blocks = [_head(document, parts, words)]
    for number, part in enumerate(parts, 1):
        # What stands at the head of the text already is not said again above each part.
        once = replace(part, kicker="") if part.kicker == document.cover.title else part
        blocks += [list(_part(number, once, words))]
    text = "\n\n\n".join("\n".join(lines) for lines in blocks)
    return f"{_UNSEEN.sub('', text)}\n".replace(_NO_BREAK, " ").encode()


def _head(document: Document, parts: Sequence[Section | Slide], words: Furniture) -> list[str]:
    cover = document.cover
    lines = [*wrapped(cover.title), ""]
    for line in (cover.organisation, cover.plan, cover.subtitle, cover.issued):
        lines += wrapped(line) if line else []
    lines += ["", words.tell("Contents"), ""]
    for number, part in enumerate(parts, 1):
        lines += wrapped(part.title, f"{number}. ")
    return lines


def _part(number: int, part: Section | Slide, words: Furniture) -> Iterator[str]:
    yield from wrapped(part.title, f"{number}. ")
    if part.kicker:
        yield from wrapped(part.kicker)
    if part.badge is not None:
        yield from wrapped(badge_words(part.badge))
    said = []
    for block in part.blocks:
        lines = list(lines_of(block, words))
        if lines:
            yield ""
            yield from lines
            said += lines
    # A slide shows what its notes say in full; in text it would stand twice.
    shown = _unwrapped("\n".join(said))
    notes = part.notes if isinstance(part, Slide) else ()
    left = [note for note in notes if _unwrapped(note) not in shown]
    if left:
        yield ""
        yield words.tell("Notes:")
        yield ""
        for note in left:
            yield from wrapped(note, "- ")


def _unwrapped(text: str) -> str:
    return " ".join(text.split())


def wrapped(text: str, first: str = "", indent: str = "") -> list[str]:
    """Break a text into lines of 72 columns, the first behind a sign, the others under its words.

    A word longer than a line, such as an address, is not broken.

    Examples
    --------
    >>> wrapped("Fell from 95.3% in 2015-16 to 95.1% in 2016-17", "- ")
    ['- Fell from 95.3% in 2015-16 to 95.1% in 2016-17']
    """
    lines = []
    for part in text.split("\n"):
        lines += textwrap.wrap(
            part,
            WIDTH,
            initial_indent=indent + first,
            subsequent_indent=indent + " " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        )
        first = " " * len(first)
    return lines


def badge_words(badge: Badge) -> str:
    """Give a badge by its word, and its letter where it has one.

    Examples
    --------
    >>> from purbeck.publish.document import Mark
    >>> badge_words(Badge(Mark.RED, "Worsening")), badge_words(Badge(Mark.IMPROVING, "Improving"))
    ('Worsening (R)', 'Improving')
    """
    letter = SIGNS[badge.mark].glyph
    if not badge.word:
        return letter
    return f"{badge.word} ({letter})" if letter.isascii() else badge.word


def text_words(text: Text) -> str:
    """Give the words of a text, each address behind what leads to it, a space between runs kept."""
    said = ""
    for run in text:
        said += run.text
        if run.link and not run.link.startswith("#"):
            address = run.link.removeprefix("mailto:").removeprefix("tel:")
            same = re.sub(r"\s", "", run.text) == address or run.link.startswith("tel:")
            said += "" if same else f" <{address}>"
    return said


@singledispatch
def lines_of(block: object, words: Furniture = _ENGLISH) -> Iterator[str]:
    """Give the lines of one block, whatever its kind."""
    raise RenderError(f"Plain text has no way to show a {type(block).__name__}.")


@lines_of.register
def _(block: Paragraph, words: Furniture = _ENGLISH) -> Iterator[str]:
    yield from wrapped(text_words(block.text))


@lines_of.register
def _(block: Heading, words: Furniture = _ENGLISH) -> Iterator[str]:
    yield from wrapped(f"{block.title}:")


@lines_of.register
def _(block: Bullets, words: Furniture = _ENGLISH) -> Iterator[str]:
    for number, point in enumerate(block.points, 1):
        yield from wrapped(text_words(point), f"{number}. " if block.ordered else "- ")


@lines_of.register
def _(block: Callout, words: Furniture = _ENGLISH) -> Iterator[str]:
    yield from wrapped(f"{block.title}: {text_words(block.text)}" if block.title else "")
    if not block.title:
        yield from wrapped(text_words(block.text))


@lines_of.register
def _(block: Facts, words: Furniture = _ENGLISH) -> Iterator[str]:
    for fact in block.facts:
        yield from wrapped(f"{fact.label}: {text_words(fact.text)}")


@lines_of.register
def _(block: Cards, words: Furniture = _ENGLISH) -> Iterator[str]:
    for card in block.cards:
        yield from wrapped(_card(card, words))


def _card(card: Card, words: Furniture) -> str:
    badge = "" if card.badge is None else badge_words(card.badge)
    said = ", ".join(filter(None, (card.figure, card.detail, badge, card.note)))
    return f"{card.label}: {said or words.tell('nothing')}"


@lines_of.register
def _(block: Table, words: Furniture = _ENGLISH) -> Iterator[str]:
    rows = len(block.rows)
    count = "no rows" if not rows else "1 row" if rows == 1 else f"{rows} rows"
    title = f"{block.caption} ({words.tell(count)}):"
    yield from wrapped(title if block.caption else words.tell(f"Table of {count}:"))
    for row in block.rows:
        yield ""
        yield from _row(block, row, words)
    if block.note:
        yield ""
        yield from wrapped(block.note)


def _row(table: Table, row: Sequence[Cell], words: Furniture) -> Iterator[str]:
    """Tell a row: what it is of, and below that each figure with the heading of its column."""
    named, *others = zip(table.columns, row, strict=True)
    yield from wrapped(cell_words(named[1]) or words.tell("No name"))
    for column, cell in others:
        said = cell_words(cell)
        if said:
            yield from wrapped(f"{column.title}: {said}" if column.title else said, indent=_INDENT)


def cell_words(cell: Cell) -> str:
    """Give the words of a cell of a table, its badge first."""
    badge = "" if cell.badge is None else badge_words(cell.badge)
    return " ".join(filter(None, (badge, text_words(cell.text).strip())))


@lines_of.register
def _(block: Figure, words: Furniture = _ENGLISH) -> Iterator[str]:
    yield from wrapped(block.chart.alt)


@lines_of.register
def _(block: Tally, words: Furniture = _ENGLISH) -> Iterator[str]:
    parts = ", ".join(f"{entry.count} {entry.badge.word.lower()}" for entry in block.entries)
    yield from wrapped(f"{block.title}: {block.total}{f' ({parts})' if parts else ''}")


@lines_of.register
def _(block: MeasurePanel, words: Furniture = _ENGLISH) -> Iterator[str]:
    yield from wrapped(f"{block.title}: {badge_words(block.badge)}")
    for line in (
        block.subtitle,
        *(_card(card, words) for card in block.cards),
        text_words(block.text),
    ):
        yield from wrapped(line, indent=_INDENT)
    for note in block.notes:
        yield from wrapped(text_words(note), indent=_INDENT)
    if block.figure:
        yield from wrapped(block.figure.chart.alt, indent=_INDENT)


@lines_of.register
def _(block: Columns, words: Furniture = _ENGLISH) -> Iterator[str]:
    first = True
    for inner in (inner for stack in block.stacks for inner in stack):
        lines = list(lines_of(inner, words))
        if lines and not first:
            yield ""
        yield from lines
        first = first and not lines
