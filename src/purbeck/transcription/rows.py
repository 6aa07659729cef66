"""The rows of a table with a row a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from purbeck.transcription.cells import (
    add_figure,
    read_comparisons,
    read_sign,
    replace_sign,
    set_polarity,
)
from purbeck.transcription.columns import FIGURE_ROLES, Column, Headed
from purbeck.transcription.dated_lines import dated_lines
from purbeck.transcription.draft import OWN, DraftFigure, DraftPassage, DraftSign, Role
from purbeck.transcription.figures import read_cell
from purbeck.transcription.gathering import Gathered, Gathering, sure
from purbeck.transcription.page import Cell, Colour
from purbeck.transcription.periods import PeriodFound, sole_period
from purbeck.transcription.profile import Profile
from purbeck.transcription.reading.vocabulary import VALUES
from purbeck.transcription.signs import direction_in, polarity_in, rag_in
from purbeck.transcription.statements import statements_in
from purbeck.transcription.undated import of_year, of_year_so_far


class MeasureTable:
    """A table with a row a measure, read into a gathering."""

    def __init__(
        self,
        table: Headed,
        profile: Profile,
        gathering: Gathering,
        year: PeriodFound | None = None,
    ) -> None:
        self._table = table
        self._year = year
        self._profile = profile
        self._gathering = gathering
        self.name_at = self._name_column()

    def _name_column(self) -> int | None:
        columns = self._table.columns
        named = [at for at, column in enumerate(columns) if column.role == "name"]
        if named:
            return named[0]
        if columns[0].role == "period":
            return None
        # The first column may bear the title of its part, such as "Children's services".
        free = [at for at, column in enumerate(columns) if not column.role]
        values = [column for column in columns if column.role in VALUES]
        return free[0] if free and free[0] <= 1 and len(values) >= 2 else None

    def numbered(self, row: Sequence[Cell]) -> tuple[str, str]:
        """Give the number and the name of a row; both are empty where it has none."""
        if self.name_at is None:
            return "", ""
        name = " ".join(self._text(row, self.name_at).split())
        at = next((i for i, c in enumerate(self._table.columns) if c.role == "number"), None)
        number = self._text(row, at) if at is not None else ""
        number = number if len(number) <= 16 else ""
        if number:
            name = re.sub(r"^\d{1,3}[.)]\s+(?=[A-Z%£])", "", name)
        if not number and (found := self._profile.matched("measure", name)):
            return found["number"], found["name"]
        if not number and (found := re.match(r"(\d{1,3})[.)]\s+(?=[A-Z%£])(.*)", name)):
            return found[1], found[2]
        return number, name

    def _text(self, row: Sequence[Cell], at: int) -> str:
        return self._table.cell(row, at).text.strip()

    def says_something(self, row: Sequence[Cell]) -> bool:
        """Whether a row has anything below a heading of a figure or of a verdict."""
        return any(
            row[at].line or row[at].marks
            for at, column in enumerate(self._table.columns)
            if column.role in VALUES and at != self.name_at
        )

    def read(self, row: Sequence[Cell], measure: Gathered) -> None:
        """Read the cells of a row, each by the role of its column."""
        own_period = self._row_period(row)
        band = self._band(row)
        passed = self._passed(row)
        seen: set[tuple[str, str]] = set()
        for at, column in enumerate(self._table.columns):
            marks = tuple(m for m in row[at].marks if m.origin != "fill" or m.colour not in band)
            cell = replace(row[at], text=self._text(row, at), marks=marks)
            if not column.role or at == self.name_at or not (cell.text or cell.marks):
                continue
            if at in passed:
                continue
            if column.role in FIGURE_ROLES:
                whole = "year" if of_year(column.heading) and column.role == "target" else ""
                kind = column.role, column.period.spelling if column.period else whole
                first = kind not in seen or column.role == "comparator"
                self._figure(cell, column, measure, own_period, first)
                seen.add(kind)
            elif column.role in {"rag", "direction"}:
                self._sign(cell, column, measure)
            elif _tells_change(column) and not self._table.has("direction"):
                self._pointed(cell, measure)
            else:
                self._described(cell, column, measure)

    def _passed(self, row: Sequence[Cell]) -> set[int]:
        """Give the columns of verdicts that are not of the latest figure.

        Of several colours, that right after the latest figure is its own; else the last counts.
        """
        after = self._latest_column(row)
        passed: set[int] = set()
        for role in ("rag", "direction"):
            filled = [
                at
                for at, column in enumerate(self._table.columns)
                if column.role == role and (row[at].line or row[at].marks)
            ]
            if len(filled) > 1 and (last := self._last_dated(filled)) is not None:
                passed |= set(filled) - {last}
            elif len(filled) > 1:
                own = next((at for at in filled if role == "rag" and at > after), filled[-1])
                passed |= set(filled) - {own if role == "rag" else filled[0]}
        return passed

    def _last_dated(self, filled: Sequence[int]) -> int | None:
        """Give the column of the last period; None where one of them names none."""
        days = []
        for at in filled:
            found = self._table.columns[at].period
            settled = found.under(found.kinds[-1]) if found else None
            if settled is None:
                return None
            days.append((settled.last_day, at))
        return max(days)[1]

    def _latest_column(self, row: Sequence[Cell]) -> int:
        """Give the column of the latest figure: the first called so, or the last of a series."""
        columns = list(enumerate(self._table.columns))
        filled = [(at, column) for at, column in columns if row[at].line]
        latest = [at for at, column in filled if column.role == "latest"]
        series = [at for at, column in filled if column.role == "series"]
        return latest[0] if latest else series[-1] if series else -1

    def _band(self, row: Sequence[Cell]) -> set[Colour]:
        """Give what fills the name of a row: rows filled by turns say nothing of a figure."""
        named = () if self.name_at is None else row[self.name_at].marks
        return {mark.colour for mark in named if mark.origin == "fill"}

    def _row_period(self, row: Sequence[Cell]) -> PeriodFound | None:
        at = next((i for i, c in enumerate(self._table.columns) if c.role == "period"), None)
        if at is None:
            return None
        return sole_period(self._text(row, at))

    def _figure(
        self,
        cell: Cell,
        column: Column,
        measure: Gathered,
        own: PeriodFound | None,
        first: bool,
    ) -> None:
        role = FIGURE_ROLES[column.role]
        reading = read_cell(cell.text)
        period = reading.period or column.period
        if period is None and role in {Role.LATEST, Role.TARGET, Role.COMPARATOR}:
            period = own
        verdicts = role is Role.COMPARATOR and reading.figure is None
        if verdicts and (
            read_comparisons(cell, measure, self._profile) or not re.search(r"\d", cell.text)
        ):
            return
        if reason := self._not_taken(column, role, first):
            if reading.figure is not None:
                self._gathering.skip(f"{measure.name}: {cell.line}", reason, cell.place)
            return
        if reading.trouble and self._stated_within(cell, role, period, measure):
            return
        if reading.trouble == "no figure" and polarity_in(cell.text, self._profile):
            set_polarity(measure, cell.text, cell, self._profile)
            return
        add_figure(reading, role, period, column.heading, cell, measure, self._gathering)
        # A figure of the year so far, after those of its parts, has a colour of its own.
        if role is Role.LATEST and column.period is None and self._dated_series():
            return
        if role in {Role.LATEST, Role.SERIES} and not self._table.has("rag"):
            self._coloured(cell, measure)
        if role in {Role.LATEST, Role.SERIES} and not self._table.has("direction"):
            self._pointed(cell, measure)

    def _not_taken(self, column: Column, role: Role, first: bool) -> str:
        """Say why the figures of a column are not taken; empty where they are."""
        if not first:
            return f"a second column of the same kind: {column.heading}"
        if role is Role.TARGET and of_year_so_far(column.heading) and self._dated_series():
            return "a target of the year so far, which fits none of the periods beside it"
        return ""

    def _dated_series(self) -> bool:
        return any(c.role == "series" and c.period for c in self._table.columns)

    def _dated_within(self, cell: Cell, measure: Gathered) -> bool:
        """Read a cell with a figure a line, each behind its period: "Q1: 96%", "Q2: 98%"."""
        dated = dated_lines(cell.text, self._year)
        for period, reading in dated or ():
            add_figure(reading, Role.SERIES, period, "", cell, measure, self._gathering)
        return bool(dated)

    def _stated_within(
        self, cell: Cell, role: Role, period: PeriodFound | None, measure: Gathered
    ) -> bool:
        """Read a cell that labels its figures itself: "Target 95%", "Actual 93%"."""
        if role in OWN and self._dated_within(cell, measure):
            return True
        found = [s for line in cell.text.split("\n") for s in statements_in(line, self._profile)]
        figures = [s for s in found if s.figure is not None and s.role in FIGURE_ROLES]
        for statement in figures:
            role = FIGURE_ROLES[statement.role]
            measure.add_figure(
                DraftFigure(
                    role=role,
                    figure=statement.figure,
                    period=statement.period or (period if role is not Role.PREVIOUS else None),
                    status=statement.status,
                    label=statement.label if role is Role.COMPARATOR else "",
                    evidence=sure(cell.place, statement.text, statement.doubt),
                )
            )
        return bool(figures)

    def _pointed(self, cell: Cell, measure: Gathered) -> None:
        """Take an arrow beside a figure for its direction, where there is no column for that."""
        value, how = direction_in("", cell.marks, self._profile)
        if value:
            note = f"read from the {how} beside the figure"
            made = DraftSign(
                of="direction", value=value, evidence=sure(cell.place, cell.text, note)
            )
            replace_sign(measure, made)

    def _coloured(self, cell: Cell, measure: Gathered) -> None:
        """Take the fill of a figure for its colour, where the table has no column for that."""
        lettered = re.search(r"\(?\b(R|A|G|Red|Amber|Green)\b\)?\s*$", cell.line)
        if lettered and (value := self._profile.word("rag", lettered[1])):
            made = DraftSign(of="rag", value=value, evidence=sure(cell.place, cell.text))
            replace_sign(measure, made)
            return
        fills = [m for m in cell.marks if m.origin in {"fill", "shape", "picture"}]
        value, how = rag_in("", fills, self._profile)
        if value:
            note = f"read from the {how} behind or beside the figure"
            made = DraftSign(of="rag", value=value, evidence=sure(cell.place, cell.text, note))
            replace_sign(measure, made)

    def _sign(self, cell: Cell, column: Column, measure: Gathered) -> None:
        reading = read_cell(re.sub(r"[^\w\s.,%£()/-]", " ", cell.text))
        dated = column.role == "direction" and column.period is not None
        if dated and reading.figure is not None and not reading.figure.unsure:
            gathering = self._gathering
            heading = column.heading
            add_figure(reading, Role.SERIES, column.period, heading, cell, measure, gathering)
        read_sign(cell, column.role, column.heading, measure, self._profile, self._gathering)

    def _described(self, cell: Cell, column: Column, measure: Gathered) -> None:
        text = " ".join(cell.text.split())
        if column.role == "owner":
            measure.add_owner(column.heading, text)
        elif column.role == "polarity":
            set_polarity(measure, text, cell, self._profile)
        elif column.role == "unit":
            measure.unit_text = measure.unit_text or text
        elif column.role == "definition":
            measure.definition = measure.definition or text
        elif column.role == "source":
            measure.source = measure.source or text
        elif column.role == "commentary":
            self.comment(measure, cell)
        elif column.role == "outcome" and text and not measure.outcome:
            measure.outcome = self._gathering.outcome(text, sure(cell.place, text)).key

    def comment(self, measure: Gathered, cell: Cell) -> None:
        """Keep the commentary of a row as the story of its measure; a dash or N/A is none."""
        if re.fullmatch(r"[-–—.]+|n/?a\.?|none\.?", cell.line, re.IGNORECASE):
            return
        passage = DraftPassage(
            measure=measure.key,
            section="story",
            text=cell.line if cell.place.box is not None else cell.text.strip(),
            evidence=sure(cell.place, cell.text),
        )
        self._gathering.passages.append(passage)


def _tells_change(column: Column) -> bool:
    """Whether a column says how a figure changed; a difference from the target is no change."""
    return column.role == "variance" and bool(re.search(r"\bchange\b", column.heading, re.I))
