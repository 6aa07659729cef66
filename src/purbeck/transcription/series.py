"""Tables with a row a period, or with rows such as Actual and Target of one measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from purbeck.transcription.cells import add_figure, read_sign
from purbeck.transcription.columns import FIGURE_ROLES, Headed, headed
from purbeck.transcription.draft import Kind, Role
from purbeck.transcription.figures import read_cell
from purbeck.transcription.gathering import Gathered, sure
from purbeck.transcription.page import Cell, Grid
from purbeck.transcription.periods import PeriodFound, sole_period
from purbeck.transcription.position import Position
from purbeck.transcription.profile import plain
from purbeck.transcription.rows import MeasureTable


class SeriesReader:
    """Reads the figures of one measure over several periods."""

    def __init__(self, here: Position) -> None:
        self._here = here
        self._profile = here.profile
        self._gathering = here.gathering

    def series(self, grid: Grid, table: Headed) -> bool:
        """Read a table with a row a period: of the subject, and beside it of comparators."""
        if grid.caption and not self._own_caption(grid.caption):
            return True
        subject = self._about(grid.caption)
        at = next(i for i, column in enumerate(table.columns) if column.role == "period")
        if subject is None:
            return False
        local = next((i for i in range(len(table.columns)) if i != at), None)
        roles = {
            i: role
            for i in range(len(table.columns))
            if i != at and (role := self._role(table, i, i == local, subject)) is not None
        }
        for row in grid.rows[table.first :]:
            found = sole_period(row[at].line)
            if found is not None:
                self._row(row, table, roles, found, subject)
        return True

    def one_row(self, grid: Grid, table: Headed) -> bool:
        """Read figures below nothing but periods, in one row: of the measure that is open."""
        dated = all(column.role == "series" and column.period for column in table.columns)
        if not dated or len(grid.rows) != table.first + 1:
            return False
        readings = [read_cell(cell.text) for cell in grid.rows[-1]]
        if any(r.figure is None or r.figure.unsure for r in readings if r.absent != "blank"):
            return False
        subject = self._here.current()
        if subject is None:
            return False
        for column, reading, cell in zip(table.columns, readings, grid.rows[-1], strict=True):
            heading, gathering = column.heading, self._gathering
            add_figure(reading, Role.SERIES, column.period, heading, cell, subject, gathering)
        return True

    def _role(self, table: Headed, at: int, local: bool, subject: Gathered) -> Role | None:
        """Give what the figures of a column are: the measure's own, or a comparator's, if any."""
        column = table.columns[at]
        if column.role in {"rag", "direction", "commentary", "other"}:
            return None
        role = FIGURE_ROLES.get(column.role)
        if local or role is Role.LATEST:
            return Role.SERIES
        if role is None and self._compares(column.heading, subject):
            return Role.COMPARATOR
        return role

    def _row(
        self,
        row: Sequence[Cell],
        table: Headed,
        roles: dict[int, Role],
        period: PeriodFound,
        subject: Gathered,
    ) -> None:
        for at, role in roles.items():
            heading = table.columns[at].heading
            reading = read_cell(table.cell(row, at).text)
            if reading.figure is not None:
                dated = reading.period or period
                add_figure(reading, role, dated, heading, row[at], subject, self._gathering)

    def _own_caption(self, caption: str) -> bool:
        """Whether a caption is the name of a measure alone: with more to it, it is derived."""
        name, colon, rest = caption.rpartition(":")
        return not (colon and rest.strip() and self._gathering.found("", name.strip()))

    def _compares(self, heading: str, measure: Gathered) -> bool:
        """Whether a comparator of this name stands beside the measure elsewhere."""
        return any(f.role is Role.COMPARATOR and f.label == heading for f in measure.figures)

    def _about(self, caption: str) -> Gathered | None:
        named = self._gathering.found("", caption) if caption else None
        return named or self._here.current()

    def by_label(self, grid: Grid, year: PeriodFound | None) -> bool:
        """Read a table whose rows are Actual, Target and the like, with a column a period."""
        table = headed(grid, self._profile, year)
        if table is None or sum(c.period is not None for c in table.columns) < 2:
            return False
        rows = [row for row in grid.rows[table.first :] if self._profile.card_role(row[0].line)]
        measure = self._here.current()
        if not rows or measure is None:
            return False
        for row in rows:
            role = self._profile.card_role(row[0].line) or ""
            for column, cell in list(zip(table.columns, row, strict=True))[1:]:
                if column.period is None:
                    continue
                if role in {"rag", "direction"}:
                    continue
                made = Role.SERIES if role in {"latest", "previous"} else FIGURE_ROLES.get(role)
                if made is not None and cell.line:
                    reading = read_cell(cell.text)
                    if reading.figure is not None or reading.trouble:
                        add_figure(
                            reading,
                            made,
                            column.period,
                            row[0].line,
                            cell,
                            measure,
                            self._gathering,
                        )
        self._last_signs(rows, table, measure)
        return True

    def _last_signs(self, rows: Sequence[Sequence[Cell]], table: Headed, measure: Gathered) -> None:
        """Take the last colour and direction that a row of them gives: those of the latest."""
        for row in rows:
            role = self._profile.card_role(row[0].line) or ""
            if role not in {"rag", "direction"}:
                continue
            filled = [cell for cell in row[1:] if cell.line or cell.marks]
            if filled:
                read_sign(filled[-1], role, row[0].line, measure, self._profile, self._gathering)

    def labels_rows(self, grid: Grid, table: Headed, at: int) -> bool:
        """Whether the rows are named Actual, Target and the like: then all are of one measure."""
        names = [row[at].line for row in grid.rows[table.first :] if row[at].line]
        labels = [name for name in names if self._profile.card_role(name)]
        return bool(names) and len(labels) * 2 > len(names)

    def labelled_rows(self, grid: Grid, table: Headed, reader: MeasureTable) -> bool:
        """Read a table with several rows a measure, each with a label: Actual, Target, RAG."""
        body = grid.rows[table.first :]
        at = next((i for i in range(len(table.columns)) if self._labels(body, i, reader)), None)
        if at is None or reader.name_at is None:
            return False
        measure: Gathered | None = None
        for row in body:
            number, name = reader.numbered(row)
            if re.search(r"[A-Za-z]{2}", name):
                measure = row_measure(self._here, number, name, row, self._here.outcome)
            role = self._profile.card_role(row[at].line)
            if measure is not None and role:
                self._period_cells(role, row, at, table, measure)
        return True

    def _labels(self, body: Sequence[Sequence[Cell]], at: int, reader: MeasureTable) -> bool:
        """Whether the cells of a column are labels of figures, with two kinds at least."""
        roles = [self._profile.card_role(row[at].line) for row in body if row[at].line]
        known = {role for role in roles if role in {"latest", "target", "previous", "rag"}}
        return at != reader.name_at and len(known) >= 2 and None not in roles

    def _period_cells(
        self, role: str, row: Sequence[Cell], at: int, table: Headed, measure: Gathered
    ) -> None:
        """Read the cells of a labelled row, each for the period that heads its column."""
        made = Role.SERIES if role in {"latest", "previous"} else FIGURE_ROLES.get(role)
        dated = [(c, cell) for c, cell in zip(table.columns, row, strict=True) if c.period]
        if made is None and dated:
            filled = [cell for _, cell in dated if cell.line or cell.marks]
            if filled:
                label = row[at].line
                read_sign(filled[-1], role, label, measure, self._profile, self._gathering)
            return
        for column, cell in dated:
            reading = read_cell(cell.text)
            if made is not None and (reading.figure is not None or reading.trouble):
                period = column.period
                add_figure(reading, made, period, row[at].line, cell, measure, self._gathering)


def row_measure(
    here: Position, number: str, name: str, row: Sequence[Cell], outcome: str
) -> Gathered:
    """Give the measure of a row: below an indicator it serves that, else it is one itself."""
    section = here.section if here.zone != "summary" else None
    kind = Kind.MEASURE if section is not None else Kind.INDICATOR
    text = " | ".join(cell.line for cell in row if cell.line)
    parent = section.key if section is not None else ""
    if section is not None and number and plain(number) == plain(section.number):
        return section
    return here.gathering.measure(number, name, kind, sure(row[0].place, text), parent, outcome)
