"""A document told in its own language, for the forms that have no templates to tell it.

A web page is told where its templates write it. PDF, Word, slides and text are given the document
with its texts replaced, and the set of those that stay English, so that each can mark them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any

from purbeck.publish.charts.chart import Chart
from purbeck.publish.document import (
    BoundFigure,
    Bullets,
    Card,
    Cover,
    Document,
    Figure,
    MeasurePanel,
    Paragraph,
    Run,
    Section,
    Sheet,
    SheetColumn,
    Slide,
    Text,
)
from purbeck.publish.render.language import Furniture, furniture

_AS_IT_IS = frozenset(("anchor", "link", "language", "author", "bound", "name", "kind"))
"""What is no text of a page: an address, an id, a name of a worksheet."""

_OWN = {
    Document: frozenset(("title", "description")),
    Cover: frozenset(("organisation", "plan", "title", "subtitle", "purpose")),
    Section: frozenset(("title", "kicker")),
    Slide: frozenset(("title", "kicker")),
    MeasurePanel: frozenset(("title",)),
    Card: frozenset(("label",)),
    Figure: frozenset(("caption",)),
    Chart: frozenset(("title",)),
}
"""What the council writes, unless the catalogue has it: taken to be in the report's language."""

_LINKS = ("#indicator-", "#measure-", "#risk-", "#outcome-")
"""Where a link leads whose words are the name of something."""

_SENTENCE = re.compile(r"(?<=[.?!])(?= [^\W\d_a-z]| \d)")


def told(document: Document) -> Document:
    """Give a document in its own language; one in English, or in a language unknown, as it is."""
    words = furniture(document.language)
    if not words.is_translated:
        return document
    teller = _Teller(words)
    found: Document = teller.tell(document)
    return replace(found, english=frozenset(teller.english))


class _Teller:
    """Tells what a document is made of, and keeps what it could not tell."""

    def __init__(self, words: Furniture) -> None:
        self._words = words
        self.english: set[str] = set()

    def tell(self, thing: Any) -> Any:
        """Tell a part of a document, of whatever kind."""
        if isinstance(thing, str):
            return self._text(thing)
        if isinstance(thing, tuple):
            if thing and all(isinstance(part, Run) for part in thing):
                return tuple(self._runs(thing))
            return tuple(self.tell(part) for part in thing)
        if isinstance(thing, BoundFigure) or (isinstance(thing, Paragraph | Bullets) and thing.own):
            return thing
        if isinstance(thing, Chart):
            return self._chart(thing)
        if isinstance(thing, Sheet):
            return self._sheet(thing)
        if is_dataclass(thing) and not isinstance(thing, type):
            return self._parts(thing)
        return thing

    def _text(self, text: str) -> str:
        found = self._words.tell(text)
        if not self._words.knows(text):
            self.english.add(text)
        return found

    def _own(self, text: str) -> str:
        return self._words.tell(text)

    def _parts(self, thing: Any) -> Any:
        own = _OWN.get(type(thing), frozenset())
        changed = {}
        for field in fields(thing):
            value = getattr(thing, field.name)
            if field.name in _AS_IT_IS:
                continue
            if field.name not in own:
                changed[field.name] = self.tell(value)
            elif isinstance(value, str):
                changed[field.name] = self._own(value)
        return replace(thing, **changed)

    def _runs(self, text: Text) -> Iterator[Run]:
        """Tell the runs of a text; one of which a part alone can be told is cut at sentences."""
        for run in text:
            if run.bound is not None or run.link.startswith(_LINKS):
                yield replace(run, text=self._own(run.text)) if run.bound is None else run
            elif self._words.knows(run.text):
                yield replace(run, text=self._own(run.text))
            else:
                yield from map(partial(_with_text, run), map(self._text, _cut(run.text)))

    def _chart(self, chart: Chart) -> Chart:
        """Tell the words beside a chart; the drawing has names and figures, which stay."""
        table = replace(
            chart.table,
            headings=tuple(map(self._words.tell, chart.table.headings)),
            rows=tuple(tuple(map(self._words.tell, row)) for row in chart.table.rows),
        )
        alt = "".join(map(self._words.tell, _cut(chart.alt)))
        return replace(chart, title=self._own(chart.title), alt=alt, table=table)

    def _sheet(self, sheet: Sheet) -> Sheet:
        """Tell the heads of a worksheet; its cells are for programs as well, and stay."""
        columns = tuple(self._column(column) for column in sheet.columns)
        notes = tuple(map(self._text, sheet.notes))
        return replace(sheet, title=self._text(sheet.title), columns=columns, notes=notes)

    def _column(self, column: SheetColumn) -> SheetColumn:
        explanation = self._text(column.explanation)
        return replace(column, title=self._words.tell(column.title), explanation=explanation)


def _cut(text: str) -> list[str]:
    """Cut a text between its sentences; the space stays before the second."""
    return [part for part in _SENTENCE.split(text) if part]


def _with_text(run: Run, text: str) -> Run:
    return replace(run, text=text)
