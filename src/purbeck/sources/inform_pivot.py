"""The reply of LG Inform: areas down, periods across, and a second row of headings below the first.

::

    area,area label,area long label,2022/23,2023/24
    area,area label,area long label,Raw value,Raw value
    E06000059,Dorset,Dorset,5.1,4.8

What the second row holds is not documented: clients drop it. It is kept here, as what it says may
tell two columns of one period apart.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem

MOST_BYTES = 64 << 20
"""The most that a reply may hold: a metric of all areas and thirty periods has a hundredth."""

AREA, LABEL = "area", "area label"
_ABOUT = frozenset({AREA, LABEL, "area long label", "area alt label"})
_PERIOD = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Across:
    """A column of figures: its place, its heading, its period and what sort of value it is."""

    column: int
    heading: str
    period: str
    value_type: str


@dataclass(frozen=True, slots=True)
class Pivot:
    """A reply, understood.

    Attributes
    ----------
    titles
        What stands above the headings.
    lines
        The line on which each of the rows begins.
    """

    titles: tuple[str, ...]
    across: tuple[Across, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def read_pivot(path: Path, name: str) -> Pivot:
    """Read a reply.

    Raises
    ------
    WorkspaceError
        Where it is empty, no text, too large, or has no row of headings that begins with 'area'.
    """
    records = _records(_text(path, name), name)
    at = next((n for n, (_, cells) in enumerate(records) if _is_heading(cells)), None)
    if at is None:
        raise _refused(name, "no row that begins with 'area'")
    heads = [cells for _, cells in records[at:] if _is_heading(cells)]
    body = [(line, cells) for line, cells in records[at:] if not _is_heading(cells)]
    across = _across(heads)
    if not across:
        raise _refused(name, "no column of a period")
    label = next((n for n, cell in enumerate(heads[0]) if _plain(cell) == LABEL), 0)
    width = max(label, *(each.column for each in across)) + 1
    ragged = next((line for line, cells in body if len(cells) < width), 0)
    if ragged:
        problem = Problem(IssueCode.RAGGED_ROW, "", "too few cells", f"{width}")
        raise WorkspaceError([DataIssue(problem, file=name, row=ragged)])
    return Pivot(
        titles=tuple(cell for _, cells in records[:at] for cell in cells if cell),
        across=across,
        codes=tuple(cells[0] for _, cells in body),
        names=tuple(cells[label] for _, cells in body),
        rows=tuple(tuple(cells) for _, cells in body),
        lines=tuple(line for line, _ in body),
    )


def _text(path: Path, name: str) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise _refused(name, f"more than {MOST_BYTES >> 20} MiB")
    content = path.read_bytes()
    if not content.strip():
        problem = Problem(IssueCode.EMPTY_FILE, "", "nothing", "areas down and periods across")
        raise WorkspaceError([DataIssue(problem, file=name)])
    if b"\0" in content:
        raise _refused(name, "bytes that are no text")
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace")


def _records(text: str, name: str) -> list[tuple[int, list[str]]]:
    """Give each row that is not blank, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""))
    records, begins = [], 1
    try:
        for cells in reader:
            bare = [cell.strip() for cell in cells]
            if any(bare):
                records.append((begins, bare))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _refused(name, f"{error}") from error
    return records


def _is_heading(cells: Sequence[str]) -> bool:
    return _plain(cells[0]) == AREA


def _across(heads: Sequence[Sequence[str]]) -> tuple[Across, ...]:
    """Tell the columns of figures: of their headings, the one with a year is the period."""
    found = []
    for column, heading in enumerate(heads[0]):
        said = list(dict.fromkeys(head[column] for head in heads if column < len(head)))
        if _plain(heading) in _ABOUT or not any(said):
            continue
        dated = next((text for text in said if _PERIOD.search(text)), "")
        others = [text for text in said if text != dated and not _PERIOD.search(text)]
        if dated:
            found.append(Across(column, heading, dated, " ".join(filter(None, others))))
    return tuple(found)


def _plain(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def _refused(name: str, received: str) -> WorkspaceError:
    expected = "a CSV reply of LG Inform, with areas down and periods across"
    advice = "Check the metric and the areas asked for."
    problem = Problem(IssueCode.UNREADABLE_FILE, "", received, expected, advice)
    return WorkspaceError([DataIssue(problem, file=name)])
