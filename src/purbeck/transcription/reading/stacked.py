"""Tables whose cells a text has one below another: the headings first, and then row after row.

Nothing shows where a row ends but the number of headings, so that every row has to fit: figures
below headings of figures, and no figure below that of the name. The first that does not ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from purbeck.transcription.page import Cell, Grid, Place
from purbeck.transcription.reading.vocabulary import TOPICS, VALUES, Vocabulary, marks_in

_LEAST_HEADINGS = 4
_MOST_HEADINGS = 14
_FIGURES = frozenset({"latest", "previous", "series", "target", "floor", "comparator"})
_LONGEST = 160
_FIGURE = re.compile(
    r"^[£(−-]?\s?\d[\d,.]*\s?(?:%|[a-zA-Z ]{1,12})?\)?$|^(?:n/?a|tbc|-|–|—)$", re.I
)


def stacked_table(
    lines: Sequence[str], at: int, page: int, vocabulary: Vocabulary
) -> tuple[Grid | None, int]:
    """Read a table that starts on a line, and give it with the line after it; None for none."""
    if not lines[at].strip():
        return None, at
    filled = _filled(lines, at)
    heading, roles = _heading(filled, vocabulary)
    width = len(roles)
    if width < _LEAST_HEADINGS or not {*roles} & TOPICS or not {*roles} & VALUES:
        return None, at
    rows = [heading]
    filled = _filled(lines, heading[-1][0] + 1)
    while len(group := list(islice(filled, width))) == width:
        if not all(_fits(role, text) for role, (_, text) in zip(roles, group, strict=True)):
            break
        rows.append(group)
    if len(rows) < 2:
        return None, at
    return _grid(rows, page, vocabulary), rows[-1][-1][0] + 1


def _filled(lines: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    for number in range(at, len(lines)):
        if text := lines[number].strip():
            yield number, text


def _heading(
    filled: Iterator[tuple[int, str]], vocabulary: Vocabulary
) -> tuple[list[tuple[int, str]], list[str]]:
    """Give the lines from here on that are headings, and the role of each."""
    heading: list[tuple[int, str]] = []
    roles: list[str] = []
    for number, text in islice(filled, _MOST_HEADINGS):
        role = vocabulary.label_role(text) or _period_heading(text, vocabulary)
        if role is None:
            break
        heading.append((number, text))
        roles.append(role)
    return heading, roles


def _period_heading(text: str, vocabulary: Vocabulary) -> str | None:
    return "series" if vocabulary.column_role(text) == "series" else None


def _fits(role: str, text: str) -> bool:
    figure = _FIGURE.match(text) is not None
    if role in _FIGURES:
        return figure
    return len(text) < _LONGEST and not (role == "name" and figure)


def _grid(rows: Sequence[Sequence[tuple[int, str]]], page: int, vocabulary: Vocabulary) -> Grid:
    made = tuple(
        tuple(
            Cell(
                text,
                Place(page, line=line + 1, row=number, column=column),
                marks_in(text, vocabulary),
            )
            for column, (line, text) in enumerate(row, start=1)
        )
        for number, row in enumerate(rows, start=1)
    )
    return Grid(made, Place(page, line=rows[0][0][0] + 1))
