"""What the Typst template is given: the Document as plain dictionaries, lists and strings.

Nothing here is Typst markup. Each text travels as a JSON string and is set as a string, so a
``#``, a ``$`` or a backslash in a narrative is printed and never obeyed. Whatever depends on
more than one block at a time is settled here too: heading levels without a gap, and anchors
that are all different and all there when a link asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import singledispatchmethod
from typing import Any

from purbeck.model.errors import RenderError
from purbeck.publish.charts.chart import Chart
from purbeck.publish.document import (
    Badge,
    Block,
    Bullets,
    Callout,
    Card,
    Cards,
    Cell,
    Column,
    Columns,
    Document,
    Fact,
    Facts,
    Figure,
    Heading,
    MeasurePanel,
    Paragraph,
    Run,
    Section,
    Table,
    Tally,
    Text,
)
from purbeck.publish.render.language import furniture
from purbeck.publish.theme import FONT, LIGHT, SIGNS

Payload = dict[str, Any]

RUNNING_LENGTH = 62
"""Characters of a title that fit on half of the running header's line."""

LONG = 700
"""Letters above which a block could be taller than a page: those of one narrow card.

Up to here a block is kept on one page unmeasured; measuring each one doubled the time taken."""

LONG_ACROSS = 2 * LONG
"""The same of a strip across the page, whose notes have thrice the room of a card; the letters of
its cards count twice."""

_UNPRINTED = ("kind", "alt", "anchor", "link", "mark", "svg")
"""What a block brings along that takes no room on the page."""

_BREAKS = re.compile(r"[ \t]*[\r\n\t\v\f\u2028\u2029]+[ \t]*")


def one_line(text: str) -> str:
    r"""Set a text on one line: line breaks and tabs become single spaces.

    Examples
    --------
    >>> one_line("fell for\n  three years")
    'fell for three years'
    """
    return _BREAKS.sub(" ", text)


def shortened(text: str, length: int = RUNNING_LENGTH) -> str:
    """Cut a text at a word so that it has no more than so many characters, dots included.

    A text of exactly that length stays whole, and a first word that is too long is cut.

    Examples
    --------
    >>> shortened("People in Dorset are independent", 16)
    'People in…'
    >>> shortened("People", 6)
    'People'
    """
    text = one_line(text)
    if len(text) <= length:
        return text
    head = text[: length - 1]
    if text[length - 1] != " " and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:.–-") + "…"


def house_style() -> Payload:
    """Give the template its font, its palette, and the sign of each mark."""
    palette = {name: value for name, value in asdict(LIGHT).items() if isinstance(value, str)}
    signs = {mark.value: asdict(sign) for mark, sign in SIGNS.items()}
    return {"font": FONT, "palette": palette, "signs": signs}


_BREAK = re.compile("[ \n]+")


def least_width(column: Column, cells: Sequence[Cell]) -> float:
    """Estimate the points that a column needs so that its longest word stays within it.

    A letter of a table has a mean width of 5 points, a badge's sign takes 20, and the space
    beside a column 14. What a space that does not break holds together is one word.
    """
    words = [len(word) * 5.0 for word in column.title.split()]
    for cell in cells:
        words += [len(word) * 5.0 for run in cell.text for word in _BREAK.split(run.text)]
        if cell.badge:
            words += [20.0 + len(word) * 5.0 for word in cell.badge.word.split()]
    return max(words, default=0.0) + 14.0


class PayloadWriter:
    """Turns one document into its payload; use it once.

    Attributes
    ----------
    pictures
        Each chart with the payload of its figure, which is still to be given its ``svg``.
    """

    def __init__(self) -> None:
        self.pictures: list[tuple[Chart, Payload]] = []
        self._level = 0
        self._anchors: set[str] = set()
        self._links: dict[str, str] = {}

    def write(self, document: Document) -> Payload:
        """Give the whole payload, without the drawings.

        Raises
        ------
        RenderError
            If two places bear one anchor, or a link points to a place that is not there.
        """
        language, _, region = document.language.partition("-")
        cover = document.cover
        own = furniture(document.language)
        payload = {
            "style": house_style(),
            "words": {word.lower(): own.tell(word) for word in ("Contents", "Page", "of")},
            "english": {one_line(text): True for text in sorted(document.english)},
            "title": one_line(document.title),
            "brief": document.brief,
            "running": shortened(cover.title),
            "language": language,
            "region": region or None,
            "author": one_line(document.author),
            "description": one_line(document.description),
            "cover": {
                "organisation": one_line(cover.organisation),
                "plan": one_line(cover.plan),
                "title": one_line(cover.title),
                "subtitle": one_line(cover.subtitle),
                "issued": one_line(cover.issued),
                "facts": [self._fact(fact) for fact in cover.facts],
                "purpose": [self._runs(text) for text in cover.purpose],
            },
            "sections": [self._section(section) for section in document.sections],
        }
        for anchor, words in self._links.items():
            if anchor not in self._anchors:
                raise RenderError(
                    f"The link '{words}' points to '#{anchor}', but no place in the document "
                    f"has that anchor."
                )
        return payload

    def _section(self, section: Section) -> Payload:
        self._level = 1
        return {
            "anchor": self._anchor(section.anchor),
            "title": one_line(section.title),
            "running": shortened(section.title),
            "kicker": one_line(section.kicker),
            "badge": self._badge(section.badge),
            "new_page": section.new_page,
            "space": 1.0,
            "blocks": self._blocks(section.blocks, across=True),
        }

    def _anchor(self, anchor: str) -> str | None:
        if not anchor:
            return None
        if anchor in self._anchors:
            raise RenderError(f"Two places in the document have the anchor '{anchor}'.")
        self._anchors.add(anchor)
        return anchor

    def _heading_level(self, wanted: int) -> int:
        """Keep to the level wanted, unless that would skip one, which PDF/UA-1 forbids."""
        self._level = min(max(wanted, 2), self._level + 1)
        return self._level

    def _runs(self, text: Text) -> list[Payload]:
        return [self._run(run) for run in text if run.text]

    def _run(self, run: Run) -> Payload:
        words = one_line(run.text)
        if run.link.startswith("#"):
            self._links.setdefault(run.link[1:], words)
        return {
            "text": words,
            "strong": run.strong,
            "emphasis": run.emphasis,
            "link": run.link or None,
        }

    def _badge(self, badge: Badge | None) -> Payload | None:
        return {"mark": badge.mark.value, "word": one_line(badge.word)} if badge else None

    def _fact(self, fact: Fact) -> Payload:
        return {"label": one_line(fact.label), "text": self._runs(fact.text)}

    def _card(self, card: Card) -> Payload:
        return {
            "label": one_line(card.label),
            "figure": one_line(card.figure),
            "detail": one_line(card.detail),
            "badge": self._badge(card.badge),
            "note": one_line(card.note),
        }

    def _cell(self, cell: Cell) -> Payload:
        return {"text": self._runs(cell.text), "badge": self._badge(cell.badge)}

    def _blocks(self, blocks: tuple[Block, ...], *, across: bool = False) -> list[Payload]:
        payloads = [self._block(block) for block in blocks]
        for payload in payloads:
            payload["long"] = _is_long(payload, across)
        return payloads

    @singledispatchmethod
    def _block(self, block: object) -> Payload:
        raise TypeError(f"{type(block).__name__} is not a block of a document")

    @_block.register
    def _(self, block: Paragraph) -> Payload:
        return {"kind": "paragraph", "text": self._runs(block.text), "quiet": block.quiet}

    @_block.register
    def _(self, block: Bullets) -> Payload:
        points = [self._runs(point) for point in block.points]
        return {"kind": "bullets", "points": points, "ordered": block.ordered}

    @_block.register
    def _(self, block: Heading) -> Payload:
        return {
            "kind": "heading",
            "title": one_line(block.title),
            "level": self._heading_level(block.level),
            "anchor": self._anchor(block.anchor),
        }

    @_block.register
    def _(self, block: Cards) -> Payload:
        return {"kind": "cards", "cards": [self._card(card) for card in block.cards]}

    @_block.register
    def _(self, block: Table) -> Payload:
        columns = [
            {
                "title": one_line(column.title),
                "numeric": column.numeric,
                "share": column.share,
                "least": least_width(column, [row[n] for row in block.rows]),
            }
            for n, column in enumerate(block.columns)
        ]
        return {
            "kind": "table",
            "caption": one_line(block.caption),
            "columns": columns,
            "rows": [[self._cell(cell) for cell in row] for row in block.rows],
            "note": one_line(block.note),
        }

    @_block.register
    def _(self, block: Figure) -> Payload:
        figure = {
            "kind": "figure",
            "alt": one_line(block.chart.alt),
            "width": block.chart.width,
            "caption": one_line(block.caption),
            "anchor": self._anchor(block.chart.anchor),
        }
        self.pictures.append((block.chart, figure))
        return figure

    @_block.register
    def _(self, block: Tally) -> Payload:
        entries = [
            {"badge": self._badge(entry.badge), "count": entry.count} for entry in block.entries
        ]
        return {
            "kind": "tally",
            "title": one_line(block.title),
            "total": str(block.total),
            "entries": entries,
            "noun": one_line(block.noun),
        }

    @_block.register
    def _(self, block: Facts) -> Payload:
        return {"kind": "facts", "facts": [self._fact(fact) for fact in block.facts]}

    @_block.register
    def _(self, block: Callout) -> Payload:
        return {
            "kind": "callout",
            "title": one_line(block.title),
            "text": self._runs(block.text),
        }

    @_block.register
    def _(self, block: MeasurePanel) -> Payload:
        return {
            "kind": "measure",
            "title": one_line(block.title),
            "level": self._heading_level(3),
            "anchor": self._anchor(block.anchor),
            "subtitle": one_line(block.subtitle),
            "badge": self._badge(block.badge),
            "cards": [self._card(card) for card in block.cards],
            "text": self._runs(block.text),
            "figure": block.figure and self._block(block.figure),
            "notes": [self._runs(note) for note in block.notes],
        }

    @_block.register
    def _(self, block: Columns) -> Payload:
        return {"kind": "columns", "stacks": [self._blocks(stack) for stack in block.stacks]}


def _is_long(block: Payload, across: bool) -> bool:
    """Whether a block, which has the page's width or less, may need to be measured."""
    if across and block["kind"] == "measure":
        return _letters(block) + _letters(block["cards"]) > LONG_ACROSS
    return _letters(block) > LONG


def _letters(payload: Any) -> int:
    """Count the letters that a part of a payload has printed."""
    if isinstance(payload, dict):
        return sum(_letters(value) for name, value in payload.items() if name not in _UNPRINTED)
    if isinstance(payload, list):
        return sum(map(_letters, payload))
    return len(payload) if isinstance(payload, str) else 0


def texts(payload: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Give each text of a payload with the title that it stands under, in reading order."""
    if isinstance(payload, dict):
        place = payload.get("title") or place
        for name, value in payload.items():
            if name not in ("style", "svg", "words"):
                yield from texts(value, place)
    elif isinstance(payload, list):
        for value in payload:
            yield from texts(value, place)
    elif isinstance(payload, str):
        yield place, payload
