"""NHS England, delayed transfers of care: days in a month, by authority and reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.errors import WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.columnar import Columnar, joined, words
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
from purbeck.sources.rows import SourceRows
from purbeck.sources.text_table import codes_of, heading_of, headings, read_text_table, text_of

if TYPE_CHECKING:
    from purbeck.sources.fetching import Fetcher

NEEDED = {"name": ("Name",), "period": ("Period", "Period_year")}
UNIT = "days delayed in the month"


class NhsDtoc:
    """Reads the collated file, by reason, and that by who the delay is put down to."""

    name: ClassVar[str] = "nhs-dtoc"
    title: ClassVar[str] = "NHS England: delayed transfers of care, days by month"
    scheme: ClassVar[str] = "any"
    """The codes change twice: numbers of social services to mid-2015, then GSS codes."""
    symbols: ClassVar[Mapping[str, Absence]] = {
        # A reason that was added in April 2017 has no days before.
        "na": Absence.NOT_COLLECTED,
        # Met in one row: Poole, in the month in which it had ended.
        "-": Absence.NOT_COLLECTED,
        "(blank)": Absence.NOT_COLLECTED,
    }
    options: ClassVar[tuple[Option, ...]] = ()
    verified: ClassVar[str] = (
        "the collated file of April 2011 to December 2019, whole; the file by who the delay is "
        "put down to after its headings alone"
    )

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Find the files."""
        return locations_at(request, ("*.csv", "*.csv.gz"))

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the files."""
        return tuple(fetcher.get(each) for each in self.locate(request))

    def open(self, request: Request, files: Sequence[Fetched]) -> DtocFile:
        """Read the files."""
        return DtocFile(files)


class DtocFile:
    """Files whose every column of figures is a measure: a reason, or the total.

    Days are counts of one month. A quarter is the sum of its months, and a rate needs the days
    of the month and the adults of the area; neither is worked out here.
    """

    def __init__(self, files: Sequence[Fetched]) -> None:
        self._files = tuple(files)
        self._parts = [_read(file, number) for number, file in enumerate(files)]

    def catalogue(self) -> Catalogue:
        """List each column of figures under its own heading."""
        counts: dict[str, int] = {}
        for part in self._parts:
            for name in part.table.column_names:
                counts[name] = counts.get(name, 0) + part.table.num_rows
        return Catalogue(
            measures=tuple(
                Offered(key=name, label=name, unit=UNIT, period_kind="month", rows=count)
                for name, count in counts.items()
            ),
            areas=tuple(dict.fromkeys(pair for part in self._parts for pair in part.areas())),
            periods=tuple(dict.fromkeys(text for part in self._parts for text in part.periods())),
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give every row of the file for each of the columns wanted."""
        parts = [
            part.rows_of(place, each, heading_of(part.table, each.key))
            for part in self._parts
            for place, each in enumerate(wanted)
        ]
        return joined(parts, self._files)

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read a month such as 'April 2019'; under any other kind it is refused."""
        found = period_of(text, wanted.kind, wanted.span)
        if isinstance(found, Period) and wanted.kind is not PeriodKind.MONTH:
            expected = f"{PeriodKind.MONTH.described}: the file has days of one month"
            return Problem(IssueCode.PERIOD_OF_WRONG_KIND, "period", quoted(text), expected)
        return found


def _read(file: Fetched, number: int) -> Columnar:
    table, line = read_text_table(file.path, file.name)
    found = headings(table, file.name, NEEDED)
    code = heading_of(table, "Code")
    measures = [
        name for name in table.column_names if name not in {code, *found.values()} and name.strip()
    ]
    if not measures:
        expected = "a column of days, such as 'Total Delayed Transfers of Care'"
        problem = Problem(IssueCode.MISSING_COLUMN, "", "no column of figures", expected)
        raise WorkspaceError([DataIssue(problem, file=file.name, row=1)])
    return Columnar(
        table=table.select(measures),
        files=(file,),
        area_code=_codes(table, code, file.name),
        area_name=text_of(table, found["name"], file.name),
        period=text_of(table, found["period"], file.name),
        line=line,
        file=np.full(table.num_rows, number, dtype=np.int32),
    )


def _codes(table: pa.Table, heading: str, name: str) -> pa.DictionaryArray:
    """Give the codes; England's is a dash, which is to say that it has none."""
    if not heading:
        return words("", table.num_rows)
    codes = codes_of(table, heading, name)
    return words(pc.if_else(pc.equal(codes.cast(pa.string()), "-"), "", codes.cast(pa.string())))
