"""Tables of observations: every row a figure, checked against what its measure declares.

A file can have a hundred thousand rows, so that the work on one row is kept to what differs
from row to row; whatever repeats down a column is read once and remembered.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from purbeck.ingest.cells import date_in, not_a_choice, not_a_date, not_a_number, number_in
from purbeck.ingest.columns import OBSERVATIONS
from purbeck.ingest.csv_file import read_csv
from purbeck.ingest.declared import Declared, Names
from purbeck.ingest.dimensions import subgroup_in
from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.plain_rows import PlainRows
from purbeck.ingest.table import RawRow, Table
from purbeck.ingest.workbook import read_workbook
from purbeck.model.breakdown import Subgroup
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation, Provenance, Status
from purbeck.model.period import (
    Marker,
    Period,
    PeriodKind,
    PeriodReading,
    kinds_matching,
    read_period,
)

READERS = {".csv": read_csv, ".xlsx": read_workbook}

# What makes two rows one observation: measure, area, period, group and date of publication.
Key = tuple[str, str, Period, Subgroup | None, date | None]
# Where each was read first: file and row.
Known = dict[Key, tuple[str, int]]

_FIGURES = ("value", "numerator", "denominator", "lower", "upper")
_CHOICES: dict[str, Status | Absence] = {
    **{status.value: status for status in Status},
    **{absence.value: absence for absence in Absence},
}
_STATUS_BY_MARKER: dict[Marker, Status] = {
    "provisional": Status.PROVISIONAL,
    "revised": Status.REVISED,
}

# Stands in for a period that is wrong, so that the figures beside it are checked all the same.
_ANY_PERIOD = Period(PeriodKind.CALENDAR_YEAR, 2000)


def read_observations(
    path: Path, declared: Declared, known: Known, issues: FileIssues
) -> list[Observation]:
    """Read one file of observations; ``known`` holds those of the files before, and grows.

    A row with any error gives no observation. Where a measure is declared but not sound, its
    rows are checked in all that does not depend on it.
    """
    table = READERS[path.suffix.lower()](path, OBSERVATIONS, issues)
    return [] if table is None else observations_in(table, declared, known, issues)


def observations_in(
    table: Table, declared: Declared, known: Known, issues: FileIssues
) -> list[Observation]:
    """Read the rows of a table, wherever it came from; see ``read_observations``."""
    rows = _Rows(table, declared, known, issues)
    read = (rows.plain.read(row) or rows.read(row) for row in table.rows)
    return [observation for observation in read if observation is not None]


class _Rows:
    """The rows of one file, read one after the other."""

    def __init__(self, table: Table, declared: Declared, known: Known, issues: FileIssues) -> None:
        # A blank cell is put behind each row, for the columns that the file does not have.
        self._at = {name: table.places.get(name, -1) for name in OBSERVATIONS.names}
        self._declared = declared
        self._known = known
        self._issues = issues
        self._periods: dict[tuple[str, str], PeriodReading | Problem] = {}
        self._subgroups: dict[tuple[str, str], Subgroup | Problem | None] = {}
        self.plain = PlainRows(
            self._at,
            declared,
            known,
            self._periods,
            self._subgroups,
            _status_in,
            issues.file,
        )

    def read(self, row: RawRow) -> Observation | None:
        """Read one row; None, with its problems put down, where anything in it is wrong."""
        number, cells = row = (row[0], [*row[1], ""])
        problems: list[Problem] = []
        self._check_reference(cells, "measure", self._declared.measures, problems)
        self._check_reference(cells, "area", self._declared.areas, problems)
        measure = self._declared.sound.get(cells[self._at["measure"]])
        reading = self._period(cells, measure, problems)
        published = self._published(cells, problems)
        subgroup = self._subgroup(cells, problems)
        observation = self._observation(row, measure, reading, published, subgroup, problems)
        sound = measure is not None and reading is not None
        # A row whose group is refused has none: it is not a second one of everybody.
        grouped = subgroup is not None or not any(cells[self._at[name]] for name in _OF_GROUPS)
        if observation is not None and sound and grouped:
            self._check_new(observation, number, problems)
        for problem in problems:
            self._issues.add(problem, number)
        return None if problems or measure is None else observation

    def _check_reference(
        self, cells: list[str], column: str, names: Names, problems: list[Problem]
    ) -> None:
        name = cells[self._at[column]]
        if not name:
            expected = f"{names.what} of framework.toml"
            problems.append(Problem(IssueCode.MISSING_CELL, column, "nothing", expected))
        elif name not in names:
            problems.append(names.unknown(name, column))

    def _period(
        self, cells: list[str], measure: Measure | None, problems: list[Problem]
    ) -> PeriodReading | None:
        text = cells[self._at["period"]]
        key = (cells[self._at["measure"]], text)
        if key not in self._periods:
            self._periods[key] = _period_in(text, measure)
        reading = self._periods[key]
        if isinstance(reading, Problem):
            problems.append(reading)
            return None
        return reading

    def _subgroup(self, cells: list[str], problems: list[Problem]) -> Subgroup | None:
        named = {name: cells[self._at[name]] for name in _OF_GROUPS}
        key = (named["dimension"], named["group"])
        if key not in self._subgroups:
            self._subgroups[key] = subgroup_in(named, self._declared)
        found = self._subgroups[key]
        if isinstance(found, Problem):
            problems.append(found)
            return None
        return found

    def _published(self, cells: list[str], problems: list[Problem]) -> date | None:
        text = cells[self._at["published"]]
        if not text:
            return None
        published = date_in(text)
        if published is None:
            problems.append(not_a_date(text, "published"))
        return published

    def _figure(self, cells: list[str], column: str, problems: list[Problem]) -> float | None:
        text = cells[self._at[column]]
        if not text:
            return None
        figure = number_in(text)
        if figure is None:
            problems.append(not_a_number(text, column))
        return figure

    def _observation(
        self,
        row: RawRow,
        measure: Measure | None,
        reading: PeriodReading | None,
        published: date | None,
        subgroup: Subgroup | None,
        problems: list[Problem],
    ) -> Observation | None:
        """Make the observation; its figures are checked whatever else is wrong with the row."""
        cells, before = row[1], len(problems)
        figures = {name: self._figure(cells, name, problems) for name in _FIGURES}
        status = _status_in(cells[self._at["status"]], reading.marker if reading else "")
        if isinstance(status, Problem):
            problems.append(status)
            return None
        if len(problems) > before:
            return None
        worked_out = _is_to_be_worked_out(figures, status)
        if worked_out:
            if measure is None:
                return None
            figures["value"] = _worked_out(figures, measure)
        period = reading.period if reading else _ANY_PERIOD
        try:
            observation = self._made(row, period, figures, status, published, subgroup)
        except InvalidValueError as refusal:
            problems.extend(refusal.problems)
            return None
        if measure is not None:
            wrong = observation.problems_in(measure.unit)
            # A value that was worked out cannot be at fault itself: its fraction is.
            problems.extend(wrong[-1:] if worked_out else wrong)
        return observation

    def _made(
        self,
        row: RawRow,
        period: Period,
        figures: dict[str, float | None],
        status: Status | Absence,
        published: date | None,
        subgroup: Subgroup | None,
    ) -> Observation:
        number, cells = row
        return Observation(
            measure=cells[self._at["measure"]],
            area=cells[self._at["area"]],
            period=period,
            status=status if isinstance(status, Status) else Status.FINAL,
            absence=status if isinstance(status, Absence) else None,
            published=published,
            subgroup=subgroup,
            note=cells[self._at["note"]],
            provenance=Provenance(self._issues.file, number, cells[self._at["source"]]),
            **figures,
        )

    def _check_new(self, observation: Observation, number: int, problems: list[Problem]) -> None:
        figure, of = observation, observation.subgroup
        key = (figure.measure, figure.area, figure.period, of, figure.published)
        first = self._known.setdefault(key, (self._issues.file, number))
        if first != (self._issues.file, number):
            file, row = first
            place = f"row {row}" if file == self._issues.file else f"{file}, row {row},"
            said = f" published {figure.published}" if figure.published else ""
            group = f" of {of}" if of else ""
            received = f"a second {quoted(key[0])}{group} for {key[1]} in {key[2]}{said}"
            expected = f"one; {place} has it"
            problems.append(Problem(IssueCode.DUPLICATE_OBSERVATION, "", received, expected))


_OF_GROUPS = ("dimension", "group")


def _period_in(text: str, measure: Measure | None) -> PeriodReading | Problem:
    """Read a period in the kind of its measure, or in any kind where the measure is not known."""
    if measure is None:
        kinds = kinds_matching(text)
        if kinds:
            return PeriodReading(_ANY_PERIOD)
        expected = "a period such as 2016, 2016-17 or Q1 2018-19"
        code = IssueCode.NOT_A_PERIOD if text else IssueCode.MISSING_CELL
        return Problem(code, "period", quoted(text), expected)
    if not text:
        expected = measure.period_kind.described
        return Problem(IssueCode.MISSING_CELL, "period", "nothing", expected)
    try:
        reading = read_period(text, measure.period_kind)
    except InvalidValueError as refusal:
        return refusal.problems[0]
    if measure.pool_years > 1 and reading.period.span != measure.pool_years:
        received, expected = quoted(text), f"a pool of {measure.pool_years} years"
        return Problem(IssueCode.INCONSISTENT, "period", received, expected)
    return reading


@lru_cache(maxsize=1024)
def _status_in(text: str, marker: Marker) -> Status | Absence | Problem:
    """Read a status or a reason for absence; where the cell is blank, the marker decides."""
    if not text:
        return _STATUS_BY_MARKER.get(marker, Status.FINAL)
    folded = "-".join(text.casefold().replace("_", "-").split())
    return _CHOICES.get(folded) or not_a_choice(text, "status", list(_CHOICES))


def _is_to_be_worked_out(figures: dict[str, float | None], status: Status | Absence) -> bool:
    """Whether the value is blank, without a reason, beside a numerator and a denominator."""
    fraction = figures["numerator"] is not None and figures["denominator"] is not None
    return fraction and figures["value"] is None and isinstance(status, Status)


def _worked_out(figures: dict[str, float | None], measure: Measure) -> float | None:
    """Give numerator over denominator in the unit; None where the unit is no fraction."""
    numerator, denominator = figures["numerator"], figures["denominator"]
    if measure.unit.multiplier is None or numerator is None or not denominator:
        return None
    return measure.unit.multiplier * numerator / denominator
