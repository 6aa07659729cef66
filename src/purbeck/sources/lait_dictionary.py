"""The data dictionary of the DfE's LAIT: what is said of each measure beside its figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.period import PeriodKind
from purbeck.sources.text_table import folded, unreadable

MOST_BYTES = 64 << 20
"""The dictionary of November 2025 holds less than 1 MiB."""

_ACADEMIC = (PeriodKind.ACADEMIC_YEAR, PeriodKind.ACADEMIC_POOL)
_FINANCIAL = (PeriodKind.FINANCIAL_YEAR, PeriodKind.FINANCIAL_POOL)
_CALENDAR = (PeriodKind.CALENDAR_YEAR, PeriodKind.CALENDAR_POOL)

YEAR_TYPES: Mapping[str, tuple[PeriodKind, ...]] = {
    "academic year": _ACADEMIC,
    "financial year": _FINANCIAL,
    "calendar year": _CALENDAR,
    # Counted on one day of the year that is named. A day in January or March lies in the
    # academic and the financial year that end in that year; one in September does not.
    "annual (end of sept)": _CALENDAR,
    "annual - january": (*_CALENDAR, *_ACADEMIC, *_FINANCIAL),
    "annual": (*_CALENDAR, *_ACADEMIC, *_FINANCIAL),
}
"""The kinds of period that a measure may be declared under, by the dictionary's Year_Type."""

# Excel counts days from the last day of 1899, and has a 29 February 1900 that never was, so that
# its day 0 is in effect 30 December 1899. The bounds are those of 2000 and of 2099.
_EXCEL_DAY_0 = date(1899, 12, 30)
_EXCEL_DAYS = range(36_526, 73_051)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaitMeasure:
    """What the dictionary says of one measure, in its own words.

    Attributes
    ----------
    decimals
        How many the publisher's own tool shows; None where it does not say.
    has_quartiles
        Whether the publisher puts authorities in quarters by it.
    updated
        The day of the last update; None where a word stands in place of a day ('New Data').
    next_update
        That of the next, or the word in its place: 'TBC', 'Discontinued'.
    """

    key: str
    label: str = ""
    unit: str = ""
    polarity: str = ""
    year_type: str = ""
    decimals: int | None = None
    has_quartiles: bool = True
    updated: date | None = None
    next_update: date | str = ""

    @property
    def kinds(self) -> tuple[PeriodKind, ...]:
        """The kinds of period that fit its year type; none where the type is not known."""
        return YEAR_TYPES.get(self.year_type.casefold(), ())


def read_dictionary(path: Path, name: str) -> dict[str, LaitMeasure]:
    """Read the dictionary, by the short name of each measure; the first of two entries counts.

    It is not clean UTF-8; what cannot be read is put as U+FFFD.

    Raises
    ------
    WorkspaceError
        Where it is no CSV file, or lacks the column of short names.
    """
    try:
        with open(path, "rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(name, f"{error.strerror}", "a CSV file") from error
    if len(raw) > MOST_BYTES or b"\0" in raw:
        raise unreadable(name, "bytes that are no text, or too many", "a CSV file")
    text = io.StringIO(raw.decode("utf-8-sig", errors="replace"), newline="")
    try:
        lines = list(csv.reader(text))
    except csv.Error as error:
        raise unreadable(name, str(error), "a CSV file") from error
    columns = {folded(heading): at for at, heading in enumerate(lines[0] if lines else [])}
    if "measureshort" not in columns:
        problem = Problem(
            IssueCode.MISSING_COLUMN, "Measure_short", "no such column", "a column 'Measure_short'"
        )
        raise WorkspaceError([DataIssue(problem, file=name, row=1)])
    found: dict[str, LaitMeasure] = {}
    for cells in lines[1:]:
        entry = _entry({key: cells[at] for key, at in columns.items() if at < len(cells)})
        if entry.key:
            found.setdefault(entry.key, entry)
    return found


def _entry(cells: Mapping[str, str]) -> LaitMeasure:
    def said(column: str) -> str:
        word = " ".join(cells.get(column, "").split())
        return "" if word == "NA" else word

    decimals = said("dps")
    day = day_of(said("lastupdate"))
    upcoming = said("nextupdate")
    return LaitMeasure(
        key=cells.get("measureshort", "").strip(),
        label=said("charttitle") or said("measure"),
        unit=said("yaxisname"),
        polarity=said("polarity"),
        year_type=said("yeartype"),
        decimals=int(decimals) if decimals in list("0123456789") else None,
        has_quartiles=said("noquartile").upper() != "N",
        updated=day,
        next_update=day_of(upcoming) or upcoming,
    )


def day_of(text: str) -> date | None:
    """Read a day that a spreadsheet has kept as a number; None for anything else.

    Examples
    --------
    >>> print(day_of("45809"), day_of("TBC"))
    2025-06-01 None
    """
    digits = text.partition(".")[0]
    if not (digits.isascii() and digits.isdecimal() and len(digits) == 5):
        return None
    return _EXCEL_DAY_0 + timedelta(days=int(digits)) if int(digits) in _EXCEL_DAYS else None
