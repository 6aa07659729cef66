"""SDMX-CSV 2.0: figures with their dimensions, and rows by which figures are taken back.

The format does not say which columns are dimensions and which attributes: that is in a structure
that lies elsewhere. Dimensions stand before the value and attributes after it, as every writer of
SDMX-CSV has them, unless an option says otherwise. SDMX-CSV 1.0, which opens with DATAFLOW, is
read as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Absence, Status
from purbeck.model.period import Period
from purbeck.sources.columnar import (
    Columnar,
    chosen,
    is_text,
    joined,
    mapped,
    whole_of,
    words,
)
from purbeck.sources.contract import Catalogue, Fetched, Location, Offered, Option, Request, Wanted
from purbeck.sources.fetching import locations_at
from purbeck.sources.figures import figures
from purbeck.sources.iso_periods import iso_period
from purbeck.sources.locating import listed, option
from purbeck.sources.rows import BLANK, SourceRows
from purbeck.sources.sdmx_layout import (
    CONFIDENTIAL,
    EXPONENT,
    STATUS,
    VALUE,
    code_and_label,
    dimensions,
    note_of,
    read_sdmx,
)

if TYPE_CHECKING:
    from purbeck.sources.fetching import Fetcher

STATUSES: Mapping[str, str] = {
    "b": Status.BREAK.value,
    "e": Status.ESTIMATED.value,
    "f": Status.ESTIMATED.value,
    "i": Status.ESTIMATED.value,
    "p": Status.PROVISIONAL.value,
    "v": Status.PROVISIONAL.value,
    "r": Status.REVISED.value,
}
"""The codes of SDMX's list of observation statuses that say how settled a figure is: break,
estimated, forecast, imputed, provisional, unvalidated; and 'r', revised, of Eurostat."""

SYMBOLS: Mapping[str, Absence] = {
    "l": Absence.NOT_COLLECTED,
    "h": Absence.NOT_APPLICABLE,
    "m": Absence.NOT_APPLICABLE,
    "o": Absence.NOT_COLLECTED,
    "q": Absence.SUPPRESSED,
    "c": Absence.SUPPRESSED,
    "nan": Absence.NOT_COLLECTED,
    # Eurostat's sign for what is not available.
    ":": Absence.NOT_COLLECTED,
    "#n/a": Absence.NOT_COLLECTED,
    "(blank)": Absence.NOT_COLLECTED,
}
"""The statuses of a missing figure: not collected, a holiday, cannot exist, no reason given,
suppressed; 'c' where CONF_STATUS says that the figure is confidential."""

# SDMX's codes of confidentiality, but for 'F', free: by whoever a figure is held back.
_CONFIDENTIAL = dict.fromkeys("acdgknst", "c")


class SdmxCsv:
    """A file of SDMX-CSV, of any publisher."""

    name: ClassVar[str] = "sdmx-csv"
    title: ClassVar[str] = "SDMX-CSV 2.0, and 1.0"
    scheme: ClassVar[str] = "any"
    symbols: ClassVar[Mapping[str, Absence]] = SYMBOLS
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="area", meaning="the dimension of areas", default="REF_AREA"),
        Option(name="period", meaning="the dimension of time", default="TIME_PERIOD"),
        Option(
            name="measure",
            meaning="the dimension that tells the measures apart; if none, the key is OBS_VALUE",
        ),
        Option(name="attributes", meaning="columns before the value that are no dimensions"),
    )
    verified: ClassVar[str] = "files made after the specification; no publisher's own"

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Find the files; see ``Connector``."""
        return locations_at(request, ("*.csv", "*.csv.gz"))

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the files; see ``Connector``."""
        return tuple(fetcher.get(location) for location in self.locate(request))

    def open(self, request: Request, files: Sequence[Fetched]) -> SdmxFile:
        """Read the files as one; see ``Connector``."""
        if not files:
            raise UsageError(f"Source '{request.source}' has no file.")
        told = {name: option(request, self.options, name) for name in ("area", "period", "measure")}
        return SdmxFile(files, told, listed(option(request, self.options, "attributes")))


class SdmxFile:
    """Files of SDMX-CSV with the same columns."""

    def __init__(
        self, files: Sequence[Fetched], told: Mapping[str, str], attributes: Sequence[str]
    ) -> None:
        read = [read_sdmx(file) for file in files]
        self._is_whole = all(each.is_whole for each in read)
        table = pa.concat_tables([each.table for each in read], promote_options="default")
        roles = _roles(table, told, files[0].name)
        labelled = frozenset().union(*(each.labelled for each in read))
        parts = {
            name: code_and_label(words(table[name]), labelled=name in labelled)
            for name in dict.fromkeys([*dimensions(table, attributes), *roles.values()])
            if name
        }
        codes = {name: code for name, (code, _) in parts.items()}
        deleted = np.concatenate([each.deleted for each in read])
        lines = np.concatenate([each.lines for each in read])
        file = np.repeat(np.arange(len(read), dtype=np.int32), [len(e.lines) for e in read])
        _check_deleted(codes, deleted, lines, [files[int(at)].name for at in file])
        self._stands = _standing(codes, np.concatenate([each.replaces for each in read]))
        self._key = parts.get(roles["measure"])
        value, symbol = _multiplied(table)
        self._columns = Columnar(
            table=pa.table({VALUE: value}),
            files=tuple(files),
            area_code=parts[roles["area"]][0],
            area_name=parts[roles["area"]][1],
            period=parts[roles["period"]][0],
            filters={name: code for name, code in codes.items() if name not in roles.values()},
            line=lines,
            file=file,
            status=_meant(table, STATUS, STATUSES),
            deleted=pa.array(deleted),
            reason=_reasons(table, symbol),
            note=note_of(table),
        )

    def catalogue(self) -> Catalogue:
        """Say what the files hold."""
        values = self._columns.values()
        wholes = {name: _whole(each) for name, each in values.items()}
        return Catalogue(
            measures=self._offered(),
            filters=values,
            areas=self._columns.areas(),
            periods=self._columns.periods(),
            wholes={name: whole for name, whole in wholes.items() if whole},
            is_whole=self._is_whole,
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the rows of the measures wanted; a row that deletes is among them, and says so.

        Of the rows of a figure that one of them replaces, those before it are left out.
        """
        parts = (
            self._columns.rows_of(at, each, VALUE, self._of(each.key) & self._stands)
            for at, each in enumerate(wanted)
        )
        return joined(parts, self._columns.files)

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read a time period of SDMX; see ``iso_period``."""
        return iso_period(text, wanted)

    def _offered(self) -> tuple[Offered, ...]:
        if self._key is None:
            return (Offered(key=VALUE, rows=self._columns.table.num_rows),)
        code, label = self._key
        labels = dict(zip(code.to_pylist(), label.to_pylist(), strict=True))
        return tuple(
            Offered(key=key, label=labels[key], rows=int(self._of(key).sum()))
            for key in code.dictionary.to_pylist()
        )

    def _of(self, key: str) -> np.ndarray:
        """Tell the rows of a measure, by its code."""
        if self._key is None:
            return np.full(self._columns.table.num_rows, key == VALUE)
        return is_text(self._key[0], key)


def _roles(table: pa.Table, told: Mapping[str, str], file: str) -> dict[str, str]:
    """Find the dimensions that have a part; WorkspaceError where one is not there."""
    found = {role: chosen(name, table.column_names) if name else "" for role, name in told.items()}
    missing = [name for role, name in told.items() if name and not found[role]]
    if missing:
        raise WorkspaceError(
            [
                DataIssue(Problem(IssueCode.MISSING_COLUMN, "", "none", each), file=file, row=1)
                for each in missing
            ]
        )
    return found


def _multiplied(table: pa.Table) -> tuple[pa.Array, pa.Array]:
    """Give the figures, each times its power of ten (UNIT_MULT), and what stands for them."""
    value, symbol = figures(table[VALUE])
    if EXPONENT in table.column_names:
        power, _ = figures(words(table[EXPONENT]))
        known = np.nan_to_num(power.to_numpy(zero_copy_only=False).astype(float))
        value = pc.multiply(value, pa.array(10.0 ** np.clip(known, -30, 30)))
    return value, symbol


def _reasons(table: pa.Table, symbol: pa.Array) -> pa.Array:
    """Say why there is no figure: the text in its place, or the row's status."""
    told = [
        pc.if_else(pc.is_in(symbol, pa.array(["", BLANK])), None, symbol),
        _meant(table, STATUS, {code: code for code in SYMBOLS}),
        _meant(table, CONFIDENTIAL, _CONFIDENTIAL),
    ]
    return pc.coalesce(*(each for each in told if each is not None))


def _meant(table: pa.Table, heading: str, meanings: Mapping[str, str]) -> pa.Array | None:
    if heading not in table.column_names:
        return None
    codes = words(table[heading])
    # A code may have its label beside it: "P: Provisional value".
    said = [text.partition(":")[0].casefold().split() for text in codes.dictionary.to_pylist()]
    first = [next((code for code in meanings if code in each), "") for each in said]
    return mapped(words(pa.array(first, pa.string()).take(codes.indices)), meanings)


def _whole(values: Sequence[str]) -> str:
    """Tell the whole of a dimension: '_T' by the rules of SDMX, or else by its wording."""
    return "_T" if "_T" in values else whole_of(values)


def _check_deleted(
    codes: Mapping[str, pa.DictionaryArray],
    deleted: np.ndarray,
    lines: np.ndarray,
    files: list[str],
) -> None:
    """Refuse a row that deletes with a dimension left open: it is of more than one figure."""
    for name, code in codes.items():
        is_open = is_text(code, "")
        bad = np.flatnonzero(deleted & is_open)
        if len(bad) and not is_open.all():
            received = f"a row that deletes every {name}"
            expected = "a row for each figure that is deleted"
            advice = "Put a row in its place for each of the figures."
            problem = Problem(IssueCode.UNREADABLE_FILE, "", received, expected, advice)
            raise WorkspaceError([DataIssue(problem, file=files[bad[0]], row=int(lines[bad[0]]))])


def _standing(codes: Mapping[str, pa.DictionaryArray], replaces: np.ndarray) -> np.ndarray:
    """Tell the rows that no later row of the same figure replaces, in the order of the files."""
    place = np.arange(len(replaces))
    if not replaces.any():
        return np.ones(len(replaces), dtype=bool)
    number = np.zeros(len(replaces), dtype=np.int64)
    for code in codes.values():
        number = number * max(len(code.dictionary), 1) + code.indices.to_numpy()
        # Numbered anew each time, so that no number grows beyond what it can hold.
        number = np.unique(number, return_inverse=True)[1]
    last = np.zeros(int(number.max()) + 1, dtype=np.int64)
    np.maximum.at(last, number[replaces], place[replaces])
    return np.asarray(place >= last[number])
