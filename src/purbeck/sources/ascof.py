"""The Adult Social Care Outcomes Framework (ASCOF): the open data of each year, or of several."""

from __future__ import annotations

import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pyarrow as pa

from purbeck.model.errors import UsageError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.model.period import Period, PeriodKind
from purbeck.sources.addresses import fit_name
from purbeck.sources.ascof_columns import (
    YEAR,
    AscofColumns,
    Place,
    ascof_columns,
    is_oflog,
    oflog_columns,
    plain_code,
    year_in,
)
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
from purbeck.sources.locating import option
from purbeck.sources.rows import SourceRows
from purbeck.sources.text_table import heading_of, read_text_table, unreadable

if TYPE_CHECKING:
    from purbeck.sources.fetching import Fetcher

MOST_UNPACKED = 512 << 20
"""Bytes that an archive may unpack to. A year's file has some 15 MB."""

_ZIP = b"PK\x03\x04"
_EXPECTED = "a zip file of CSV files"
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    # A password, or a way of packing that is not known.
    RuntimeError,
    ValueError,
)


class Ascof:
    """Reads the open data as CSV, as an archive of CSV files, or as Parquet."""

    name: ClassVar[str] = "ascof"
    title: ClassVar[str] = "NHS England: Adult Social Care Outcomes Framework (ASCOF), open data"
    scheme: ClassVar[str] = "any"
    """A file without codes of the Office for National Statistics has those of social services."""
    symbols: ClassVar[Mapping[str, Absence]] = {
        # An empty cell is a type of figure that the measure does not have, a small number, or
        # a return that did not come: the file does not say which.
        "(blank)": Absence.NOT_COLLECTED,
        "nan": Absence.NOT_COLLECTED,
        "na": Absence.NOT_COLLECTED,
        ":": Absence.NOT_COLLECTED,
        "c": Absence.SUPPRESSED,
        "[c]": Absence.SUPPRESSED,
        "*": Absence.SUPPRESSED,
        "[x]": Absence.NOT_COLLECTED,
        "x": Absence.NOT_COLLECTED,
        "[z]": Absence.NOT_APPLICABLE,
        "z": Absence.NOT_APPLICABLE,
    }
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="year",
            meaning=(
                "the year of the return, such as 2018-19, for a file that has no column of years "
                "and whose name does not tell it"
            ),
        ),
    )
    verified: ClassVar[str] = (
        "the open data of 2014-15 to 2018-19, whole, as one Parquet file; CSV files and archives "
        "after their published headings; the layout of Oflog after its headings"
    )

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Find the files."""
        said = option(request, self.options, "year")
        if said and isinstance(period_of(said, PeriodKind.FINANCIAL_YEAR, 1), Problem):
            raise UsageError(
                f"Source '{request.source}': option 'year' is '{said}', expected a year such as "
                "2018-19."
            )
        files = locations_at(request, ("*.csv", "*.csv.gz", "*.zip", "*.parquet"))
        if said and len(files) > 1:
            raise UsageError(
                f"Source '{request.source}': option 'year' is of one file, and 'at' names "
                f"{len(files)}."
            )
        return files

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the files."""
        return tuple(fetcher.get(each) for each in self.locate(request))

    def open(self, request: Request, files: Sequence[Fetched]) -> AscofFile:
        """Read the files; UsageError where the year of one cannot be told."""
        year = option(request, self.options, "year")
        parts = [
            _read(path, place, year, request.source)
            for number, file in enumerate(files)
            for path, place in _tables(file, number)
        ]
        return AscofFile(files, parts)


class AscofFile:
    """Tables of figures; a measure is a code, spelt without brackets.

    The code of the whole has no ending ('1C1A'), and that of a part has one ('1C1A65OV'). Codes
    change their meaning between vintages: from 2023-24 what was 1C is 3D, which was something
    else. A measure that spans that year is two sources, each with a filter on 'Return Year'.
    """

    def __init__(self, files: Sequence[Fetched], parts: Sequence[AscofColumns]) -> None:
        self._files, self._parts = tuple(files), tuple(parts)

    def catalogue(self) -> Catalogue:
        """List the codes with what the last table says of each."""
        labels: dict[str, str] = {}
        counts: dict[str, int] = {}
        filters: dict[str, dict[str, None]] = {}
        for part in self._parts:
            keys = part.code.dictionary.to_pylist()
            held = np.bincount(part.code.indices.to_numpy(), minlength=len(keys)).tolist()
            for key, count in zip(keys, held, strict=True):
                counts[key] = counts.get(key, 0) + count
            labels.update(part.label)
            for name, values in part.columns.values().items():
                filters.setdefault(name, {}).update(dict.fromkeys(values))
        columns = [part.columns for part in self._parts]
        return Catalogue(
            measures=tuple(
                Offered(key=key, label=labels.get(key, ""), rows=count)
                for key, count in counts.items()
                if key and count
            ),
            filters={name: tuple(values) for name, values in filters.items()},
            areas=tuple(dict.fromkeys(pair for each in columns for pair in each.areas())),
            periods=tuple(dict.fromkeys(text for each in columns for text in each.periods())),
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the outcomes wanted; margins of error as limits, bases as notes."""
        return joined(
            [_rows(part, place, each) for part in self._parts for place, each in enumerate(wanted)],
            self._files,
        )

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read a year; one of ASCOF is a financial year, and under any other kind is refused.

        A survey of every second year has a figure for every second year, and no gap is filled.
        """
        financial = any(part.financial and text in part.columns.periods() for part in self._parts)
        if financial and wanted.kind is not PeriodKind.FINANCIAL_YEAR:
            expected = wanted.kind.described
            received = f"{quoted(text)}, a financial year"
            return Problem(IssueCode.PERIOD_OF_WRONG_KIND, "period", received, expected)
        return period_of(text, wanted.kind, wanted.span)


def _rows(part: AscofColumns, place: int, wanted: Wanted) -> pa.Table:
    keys = [plain_code(each) for each in part.code.dictionary.to_pylist()]
    key = plain_code(wanted.key)
    code = keys.index(key) if key in keys else -1
    asked = wanted
    if part.financial:
        asked = replace(
            wanted, numerator="numerator", denominator="denominator", lower="lower", upper="upper"
        )
    return part.columns.rows_of(place, asked, part.value, part.code.indices.to_numpy() == code)


def _read(path: Path, place: Place, year: str, source: str) -> AscofColumns:
    table, line = read_text_table(path, place.name)
    if is_oflog(table):
        return oflog_columns(table, line, place)
    told = (
        "" if heading_of(table, *YEAR) else year or year_in(place.part) or year_in(place.file.name)
    )
    if not told and not heading_of(table, *YEAR):
        raise UsageError(
            f"Source '{source}': '{place.name}' has no column of years, and its name tells none: "
            "give the option 'year', such as 2018-19."
        )
    return ascof_columns(table, line, place, told)


def _tables(file: Fetched, number: int) -> Iterator[tuple[Path, Place]]:
    """Give the tables of a file: itself, or each CSV file of an archive, unpacked meanwhile."""
    with open(file.path, "rb") as raw:
        packed = raw.read(len(_ZIP)) == _ZIP
    if not packed:
        yield file.path, Place(file=file, number=number)
        return
    with tempfile.TemporaryDirectory() as folder:
        for path in _unpacked(file, Path(folder)):
            yield path, Place(file=file, number=number, part=path.name)


def _unpacked(file: Fetched, folder: Path) -> list[Path]:
    """Unpack the CSV files of an archive, up to what any year of the publisher can hold."""
    found: list[Path] = []
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(file.path) as archive:
            for at, entry in enumerate(archive.infolist()):
                if entry.filename.lower().endswith(".csv"):
                    # Two folders of an archive may have a file of one name.
                    path = folder / f"{at}" / (fit_name(entry.filename) or "table.csv")
                    path.parent.mkdir()
                    left -= _copied(archive, entry, path, left)
                    found.append(path)
    except _DAMAGED as error:
        raise unreadable(file.name, "an archive that is cut short or damaged", _EXPECTED) from error
    if left < 0:
        raise unreadable(file.name, f"more than {MOST_UNPACKED >> 20} MiB once unpacked", _EXPECTED)
    if not found:
        raise unreadable(file.name, "an archive without a CSV file", _EXPECTED)
    return found


def _copied(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, most: int) -> int:
    """Unpack one file, no further than one byte too far, and give how many bytes it has."""
    size = 0
    with archive.open(entry) as packed, open(path, "wb") as out:
        while size <= most and (block := packed.read(min(most + 1 - size, 1 << 20))):
            size += out.write(block)
    return size
