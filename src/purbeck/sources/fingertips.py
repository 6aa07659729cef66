"""OHID Fingertips: the CSV file that is downloaded from a profile, or comes from the API."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from purbeck.model.issue import IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.columnar import joined
from purbeck.sources.contract import (
    Catalogue,
    Fetched,
    Location,
    Offered,
    Option,
    Request,
    Wanted,
)
from purbeck.sources.declared_period import period_of, quoted
from purbeck.sources.fetching import locations_at
from purbeck.sources.fingertips_columns import FingertipsColumns
from purbeck.sources.rows import SourceRows

if TYPE_CHECKING:
    from purbeck.sources.fetching import Fetcher

SYMBOLS: Mapping[str, Absence] = {
    "(blank)": Absence.NOT_COLLECTED,
    "value suppressed": Absence.SUPPRESSED,
    "value missing": Absence.NOT_COLLECTED,
    "value not published": Absence.NOT_COLLECTED,
    "value cannot be calculated": Absence.NOT_COLLECTED,
    "-": Absence.NOT_COLLECTED,
    "*": Absence.SUPPRESSED,
    "na": Absence.NOT_COLLECTED,
    "n/a": Absence.NOT_COLLECTED,
}
"""An empty value's reason stands in its note; without one, no more is known than that there is
no value."""

WHOLES: Mapping[str, str] = {
    "Sex": "Persons",
    "Age": "All ages",
    "Category Type": "",
    "Category": "",
}
"""The value that stands for the whole. An age is of the indicator, and seldom has one."""

_MONTHS = {"y": 12, "q": 3, "m": 1}
_RANGE = re.compile(r"(\d{1,2})([yqm])")
_YEAR = re.compile(r"\d{4}")
_CALENDAR_SPAN = re.compile(r"\d{4} ?[-–] ?(\d{4}|\d\d)")
_SPLIT_YEARS = (PeriodKind.ACADEMIC_YEAR, PeriodKind.FINANCIAL_YEAR)


class Fingertips:
    """Reads CSV files of 26 columns, or of 27 with the length of the period."""

    name: ClassVar[str] = "ohid-fingertips"
    title: ClassVar[str] = "OHID: Fingertips, CSV file"
    scheme: ClassVar[str] = "gss"
    symbols: ClassVar[Mapping[str, Absence]] = SYMBOLS
    options: ClassVar[tuple[Option, ...]] = ()
    verified: ClassVar[str] = (
        "files made after the columns of the publisher's own code (26 and 27); no recorded file"
    )

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Find the files."""
        return locations_at(request, ("*.csv", "*.csv.gz"))

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the files."""
        return tuple(fetcher.get(each) for each in self.locate(request))

    def open(self, request: Request, files: Sequence[Fetched]) -> FingertipsFile:
        """Read the files."""
        return FingertipsFile(files)


class FingertipsFile:
    """Files of indicators, and what the metadata says of them.

    A measure is an indicator by its number. Its rows are those without a category, unless a
    filter names one; sex and age are left open unless declared, so that where an indicator has
    several of them, the rows are several for an area and a period.

    Parameters
    ----------
    described
        Unit, polarity and kind of year by an indicator's number, from the metadata; the file
        itself does not say.
    """

    def __init__(
        self, files: Sequence[Fetched], described: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self._files = tuple(files)
        self._parts = [FingertipsColumns(file, number) for number, file in enumerate(files)]
        self._described = described or {}
        self._ranges: dict[str, set[str]] = {}
        for part in self._parts:
            for text, lengths in part.ranges().items():
                self._ranges.setdefault(text, set()).update(lengths)

    def catalogue(self) -> Catalogue:
        """List the indicators; the periods in the order of time, where the file says it."""
        labels: dict[str, tuple[str, int]] = {}
        filters: dict[str, dict[str, None]] = {}
        periods: dict[str, str] = {}
        for part in self._parts:
            for key, (label, count) in part.labels().items():
                labels[key] = (label, labels.get(key, ("", 0))[1] + count)
            for name, values in part.columns.values().items():
                filters.setdefault(name, {}).update(dict.fromkeys(values))
            periods = part.periods() | periods
        return Catalogue(
            measures=tuple(self._offered(key, *labels[key]) for key in labels),
            filters={name: tuple(values) for name, values in filters.items()},
            areas=tuple(
                dict.fromkeys(pair for part in self._parts for pair in part.columns.areas())
            ),
            periods=tuple(sorted(periods, key=lambda text: periods[text])),
            wholes={
                name: whole for name, whole in WHOLES.items() if whole in filters.get(name, ())
            },
        )

    def _offered(self, key: str, label: str, count: int) -> Offered:
        said = self._described.get(key, {})
        return Offered(
            key=key,
            label=label,
            unit=said.get("unit", ""),
            polarity=said.get("polarity", ""),
            period_kind=said.get("year type", ""),
            rows=count,
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the rows of the indicators wanted, with counts and 95% limits beside them."""
        parts = [
            part.rows_of(place, each) for part in self._parts for place, each in enumerate(wanted)
        ]
        return joined(parts, self._files)

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read a period, and hold it against the length that the file states of it.

        '2015' is a calendar year here and '2015/16' one that ends in the next, so that neither
        is taken for the other; '2010 - 11' is a pool of two calendar years, and no year.
        """
        spelling = text.strip()
        if wanted.kind in _SPLIT_YEARS and (
            _YEAR.fullmatch(spelling) or _CALENDAR_SPAN.fullmatch(spelling)
        ):
            kind = "a calendar year" if _YEAR.fullmatch(spelling) else "a pool of calendar years"
            received = f"{quoted(spelling)}, {kind} in this file"
            return Problem(
                IssueCode.PERIOD_OF_WRONG_KIND, "period", received, wanted.kind.described
            )
        period = period_of(spelling, wanted.kind, wanted.span)
        return self._of_length(spelling, period) if isinstance(period, Period) else period

    def _of_length(self, text: str, period: Period) -> Period | Problem:
        stated = {each.strip().lower() for each in self._ranges.get(text, ())}
        lengths = {
            each: int(found[1]) * _MONTHS[found[2]]
            for each in sorted(stated)
            if (found := _RANGE.fullmatch(each))
        }
        if not lengths or period.months in lengths.values():
            return period
        received = f"{quoted(text)}, which the file says lasts {' or '.join(lengths)}"
        expected = f"{period.kind.with_article} of {period.months} months"
        return Problem(IssueCode.PERIOD_OF_WRONG_KIND, "period", received, expected)
