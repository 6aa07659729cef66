"""The columns of a table: the heading row that names them, and what each is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from purbeck.transcription.draft import Role
from purbeck.transcription.page import Cell, Grid
from purbeck.transcription.periods import (
    BARE_QUARTER,
    PeriodFound,
    bare_part,
    periods_in,
    sole_period,
    within_year,
)
from purbeck.transcription.profile import Profile
from purbeck.transcription.reading.vocabulary import TOPICS, VALUES

# A heading row stands among the first so many rows, below a title that runs across.
_HEADING_WITHIN = 4
FIGURE_ROLES = {
    "latest": Role.LATEST,
    "previous": Role.PREVIOUS,
    "same_last_year": Role.SAME_LAST_YEAR,
    "series": Role.SERIES,
    "target": Role.TARGET,
    "floor": Role.FLOOR,
    "tolerance": Role.TOLERANCE,
    "comparator": Role.COMPARATOR,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, its heading, and the period that the heading names, if any."""

    role: str
    heading: str
    period: PeriodFound | None = None


@dataclass(frozen=True, slots=True)
class Headed:
    """A table with its columns known: ``first`` is the first row below the heading."""

    columns: tuple[Column, ...]
    first: int
    above: tuple[str, ...]

    def has(self, *roles: str) -> bool:
        """Whether there is a column of any of these roles."""
        return any(column.role in roles for column in self.columns)

    def cell(self, row: Sequence[Cell], at: int) -> Cell:
        """Give a cell without its own heading, which some pages repeat in it."""
        cell, heading = row[at], self.columns[at].heading
        again = re.match(rf"{re.escape(heading)}\s+(?=\S)", cell.text) if heading else None
        return replace(cell, text=cell.text[again.end() :]) if again else cell


def headed(grid: Grid, profile: Profile, year: PeriodFound | None) -> Headed | None:
    """Find the heading row of a table, joined with the one below it where there are two.

    ``year`` is the year that the report is about, for headings such as Q1 that name none.
    """
    best: tuple[int, int, Headed] | None = None
    for at in range(min(_HEADING_WITHIN, len(grid.rows))):
        for deep in (1, 2):
            if deep == 2 and (
                at + 2 > len(grid.rows) or not _all_heading(grid.rows[at + 1], profile)
            ):
                continue
            columns = _told_apart(_columns(grid.rows[at : at + deep], profile, year))
            known = [column.role for column in columns if column.role]
            series = columns[0].role == "period" and len(columns) >= 2 and _periods_below(grid, at)
            useful = (
                len(set(known) & (TOPICS | VALUES)) >= 2 or known.count("series") >= 2 or series
            )
            if useful and (best is None or len(known) > best[0] or (deep == 2 and best[1] == at)):
                above = tuple(
                    cell.line for before in grid.rows[:at] for cell in before if cell.line
                )
                best = len(known), at, Headed(columns, at + deep, above)
        if best is not None and (best[1] < at or _dates(grid.rows[at], best[2])):
            break
    return best[2] if best else None


def _dates(upper: Sequence[Cell], table: Headed) -> bool:
    """Whether the upper of two heading rows names periods, which the lower alone would lose."""
    return len(upper) > 1 and table.first > 1 and any(sole_period(cell.line) for cell in upper)


def _periods_below(grid: Grid, at: int) -> bool:
    """Whether the first cell of every row below a heading is a period."""
    below = [row[0].line for row in grid.rows[at + 1 :] if row[0].line]
    return bool(below) and all(sole_period(text) is not None for text in below)


def _texts(rows: Sequence[Sequence[Cell]]) -> list[str]:
    if len(rows) == 1:
        return [cell.line for cell in rows[0]]
    upper: list[str] = []
    for cell in rows[0]:
        upper.append(cell.line or (upper[-1] if upper else ""))
    return [
        below.line if above == below.line else f"{above} {below.line}".strip()
        for above, below in zip(upper, rows[1], strict=True)
    ]


def _all_heading(row: Sequence[Cell], profile: Profile) -> bool:
    """Whether a second row is heading too: two known headings in it at least, and no figure."""
    texts = [cell.line for cell in row if cell.line]
    known = [t for t in texts if profile.label_role(t) or profile.column_role(t) == "series"]
    return len(known) >= 2 and len(known) * 2 > len(texts) and not any("%" in t for t in texts)


# What is wanted or was before any control is not how high a risk is.
_OTHER_RISK = re.compile(r"^(?:target|inherent|gross|original|raw)\b", re.IGNORECASE)
_OF_RISKS = frozenset({"likelihood", "impact", "level"})
_DESCRIBING = frozenset({"name", "number", "owner", "polarity", "unit", "commentary", "outcome"})


def _columns(
    rows: Sequence[Sequence[Cell]], profile: Profile, year: PeriodFound | None
) -> list[Column]:
    """Give the columns of one heading row or of two; parts of a score keep their own role."""
    columns = [_column(text, profile, year) for text in _texts(rows)]
    for at, cell in enumerate(rows[-1] if len(rows) == 2 else ()):
        own = profile.label_role(cell.line)
        if own in _OF_RISKS:
            other = _OTHER_RISK.match(columns[at].heading)
            columns[at] = replace(columns[at], role="other" if other else own)
        elif own in _DESCRIBING:
            columns[at] = Column(own, cell.line)
    return columns


def _column(text: str, profile: Profile, year: PeriodFound | None) -> Column:
    role = profile.column_role(text) or ""
    period = sole_period(text)
    if period is None and not periods_in(text) and year is not None:
        quarter = BARE_QUARTER.search(text)
        part = f"Q{quarter[1]}" if quarter else bare_part(text)
        period = within_year(part, year) if part else None
    elif period is not None:
        period = _part_of(period, text)
    return Column(role, " ".join(text.split()), period)


def _part_of(period: PeriodFound, text: str) -> PeriodFound:
    """Give the quarter that stands apart from its year in a heading: "2022/23 performance Q1"."""
    rest = text.replace(period.printed, " ")
    quarter = BARE_QUARTER.search(rest)
    if quarter is None or not re.search(r"year", period.kinds[0].value):
        return period
    return within_year(f"Q{quarter[1]}", period) or period


def _told_apart(columns: list[Column]) -> tuple[Column, ...]:
    """Take columns of actual figures for a series, where several of them have a period."""
    dated = [c for c in columns if c.role == "latest" and c.period is not None]
    series = [c for c in columns if c.role == "series" and c.period is not None]
    if len(dated) + len(series) < 2:
        return tuple(columns)
    return tuple(replace(c, role="series") if c in dated else c for c in columns)


def opens_outcome(row: Sequence[Cell]) -> str:
    """Give the text of a row that has one text only: the title of a part of the table."""
    texts = list(dict.fromkeys(cell.line for cell in row if cell.line))
    if (
        len(texts) == 1
        and len(row) > 2
        and re.search(r"[A-Za-z]{3}", texts[0])
        and len(texts[0]) < 120
    ):
        return texts[0]
    return ""
