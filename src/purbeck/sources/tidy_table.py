"""A table whose columns are declared: which is the area, which the period, which the figures.

Tidy, a row is one figure of one measure; wide, a row has the figures of several measures, each in
a column of its own. Every column that has no part in this splits the rows, and is a filter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.errors import InvalidValueError, UsageError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.observation import Absence, Status
from purbeck.model.period import Period, read_period
from purbeck.sources.columnar import Columnar, chosen, is_text, joined, mapped, whole_of, words
from purbeck.sources.contract import Catalogue, Fetched, Offered, Wanted
from purbeck.sources.csv_table import MOST_QUOTED
from purbeck.sources.figures import figures
from purbeck.sources.rows import SourceRows
from purbeck.sources.table_roles import Roles
from purbeck.sources.text_table import codes_of, text_of

SYMBOLS: Mapping[str, Absence] = {
    **{absence.value: absence for absence in Absence},
    # As the Government Statistical Service writes them, with and without brackets.
    **dict.fromkeys(("c", "[c]", "low", "[low]"), Absence.SUPPRESSED),
    **dict.fromkeys(("x", "[x]"), Absence.NOT_COLLECTED),
    **dict.fromkeys(("z", "[z]"), Absence.NOT_APPLICABLE),
    "(blank)": Absence.NOT_COLLECTED,
}
"""What may stand in place of a figure: the workspace's own words for it, and the symbols of
official statistics."""

_STATUSES = {status.value: status.value for status in Status}
_ABSENCES = {absence.value: absence.value for absence in Absence}
_FIGURES = ("value", "numerator", "denominator", "lower", "upper")


class TidyFile:
    """A table, or several of the same columns, with the part that each column has.

    Parameters
    ----------
    lines, file
        Where each row was read: its line, and which of ``files``.
    translated
        What a filter's values are called, by heading and then by the text in the file.
    area_codes
        What a code is made of its text, where that differs.
    read
        How a period is read; as ``read_period`` does, if not told.
    """

    def __init__(
        self,
        table: pa.Table,
        roles: Roles,
        files: Sequence[Fetched],
        lines: np.ndarray,
        *,
        file: np.ndarray | None = None,
        sheet: str = "",
        letters: Mapping[str, str] | None = None,
        translated: Mapping[str, Mapping[str, str]] | None = None,
        area_codes: Callable[[pa.DictionaryArray], pa.DictionaryArray] | None = None,
        read: Callable[[str, Wanted], Period | Problem] | None = None,
        offered: Mapping[str, Offered] | None = None,
    ) -> None:
        self._roles, self._read, self._offered = roles, read or plain_period, offered or {}
        name = files[0].name if files else "the table"
        table = _plain(table, roles, name)
        rows = table.num_rows
        nothing = words(pa.repeat("", rows))
        area = codes_of(table, roles.area, name) if roles.area else nothing
        texts = {
            each: _translated(text_of(table, each, name), (translated or {}).get(each, {}))
            for each in table.column_names
            if each not in roles.taken
        }
        status = text_of(table, roles.status, name) if roles.status else None
        _check_statuses(status, lines, name, roles.status)
        self._measure = text_of(table, roles.measure, name) if roles.measure else None
        self._columns = Columnar(
            table=table,
            files=tuple(files),
            area_code=area_codes(area) if area_codes else area,
            area_name=text_of(table, roles.name, name) if roles.name else nothing,
            period=codes_of(table, roles.period, name),
            filters=texts,
            line=lines,
            file=np.zeros(rows, dtype=np.int32) if file is None else file,
            sheet=sheet,
            status=None if status is None else mapped(status, _STATUSES),
            reason=None if status is None else mapped(status, _ABSENCES),
            published=_dates(table, roles.published, lines, name) if roles.published else None,
            note=text_of(table, roles.note, name) if roles.note else None,
            letters=letters or {},
        )

    def catalogue(self) -> Catalogue:
        """Say what the table holds."""
        values = self._columns.values()
        wholes = {name: whole_of(each) for name, each in values.items()}
        return Catalogue(
            measures=self._measures(),
            filters=values,
            areas=self._columns.areas(),
            periods=self._columns.periods(),
            wholes={name: whole for name, whole in wholes.items() if whole},
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the rows of the measures wanted; see ``SourceFile``.

        A key is a measure of the measure column, or else the heading of a column of figures.
        """
        parts = (self._rows_of(at, each) for at, each in enumerate(wanted))
        return joined(parts, self._columns.files)

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read a period as it stands in the table."""
        return self._read(text, wanted)

    def _rows_of(self, at: int, wanted: Wanted) -> pa.Table:
        roles = self._roles
        if not roles.values:
            # The columns beside a value belong to it, unless others are named.
            own = {name: getattr(wanted, name) or getattr(roles, name) for name in _FIGURES[1:]}
            wanted = replace(wanted, **own)
        if self._measure is not None:
            where = is_text(self._measure, wanted.key)
            return self._columns.rows_of(at, wanted, roles.value, where)
        headings = roles.values or (roles.value,)
        heading = chosen(wanted.key, headings)
        return self._columns.rows_of(at, wanted, heading)

    def _measures(self) -> tuple[Offered, ...]:
        if self._measure is None:
            headings = self._roles.values or (self._roles.value,)
            return tuple(self._of_column(each) for each in headings)
        value, _ = figures(self._columns.table[self._roles.value])
        held = self._measure.indices.to_numpy()[pc.is_valid(value).to_numpy(zero_copy_only=False)]
        keys = self._measure.dictionary.to_pylist()
        counts = np.bincount(held, minlength=len(keys)).tolist()
        return tuple(
            replace(self._offered.get(key, Offered(key=key)), rows=count)
            for key, count in zip(keys, counts, strict=True)
        )

    def _of_column(self, heading: str) -> Offered:
        value, _ = figures(self._columns.table[heading])
        told = self._offered.get(heading, Offered(key=heading))
        return replace(told, rows=len(value) - value.null_count)


def plain_period(text: str, wanted: Wanted) -> Period | Problem:
    """Read a period as a workspace would write it; see ``read_period``."""
    try:
        return read_period(text, wanted.kind).period
    except InvalidValueError as refusal:
        return refusal.problems[0]


def stacked(
    tables: Sequence[pa.Table], lines: Iterable[np.ndarray]
) -> tuple[pa.Table, np.ndarray, np.ndarray]:
    """Put tables under one another; give them with the lines and which table a row is of.

    Raises
    ------
    UsageError
        Where a column is of numbers in one and of text in another.
    """
    try:
        table = pa.concat_tables(tables, promote_options="permissive")
    except pa.ArrowException as error:
        raise UsageError(f"The files cannot be read as one: {error}".splitlines()[0]) from None
    counts = [each.num_rows for each in tables]
    return table, np.concatenate(list(lines)), np.repeat(np.arange(len(tables), dtype="i4"), counts)


def _translated(column: pa.DictionaryArray, meanings: Mapping[str, str]) -> pa.DictionaryArray:
    if not meanings:
        return column
    texts = pa.array([meanings.get(text, text) for text in column.dictionary.to_pylist()])
    return words(texts.take(column.indices))


def _first_rows(column: pa.DictionaryArray, bad: Sequence[str], lines: np.ndarray) -> list[int]:
    """Give the line on which each of some texts stands first."""
    texts = column.dictionary.to_pylist()
    indices = column.indices.to_numpy()
    return [int(lines[np.argmax(indices == texts.index(text))]) for text in bad]


def _check_statuses(
    column: pa.DictionaryArray | None, lines: np.ndarray, file: str, heading: str
) -> None:
    if column is None:
        return
    known = {"", *_STATUSES, *_ABSENCES}
    bad = [text for text in column.dictionary.to_pylist() if text.casefold() not in known]
    expected = "one of " + ", ".join((*_STATUSES, *_ABSENCES))
    _raise(IssueCode.UNKNOWN_CHOICE, column, bad, lines, (file, heading, expected))


def _dates(table: pa.Table, heading: str, lines: np.ndarray, file: str) -> pa.Array:
    column = text_of(table, heading, file)
    texts = column.dictionary.to_pylist()
    read = {text: _date(text) for text in texts}
    bad = [text for text in texts if text and read[text] is None]
    _raise(IssueCode.NOT_A_DATE, column, bad, lines, (file, heading, "a date such as 2018-09-30"))
    return pa.array([read[text] for text in texts], pa.date32()).take(column.indices)


def _date(text: str) -> date | None:
    """Read a date, which may have a time of day after it."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _raise(
    code: IssueCode,
    column: pa.DictionaryArray,
    bad: Sequence[str],
    lines: np.ndarray,
    place: tuple[str, str, str],
) -> None:
    file, heading, expected = place
    if bad:
        rows = _first_rows(column, bad[:20], lines)
        raise WorkspaceError(
            [
                DataIssue(Problem(code, heading, _quoted(text), expected), file=file, row=row)
                for text, row in zip(bad, rows, strict=False)
            ]
        )


def _quoted(text: str) -> str:
    return f'"{" ".join(text.split())[:MOST_QUOTED]}"'


def plain_type(kind: pa.DataType) -> pa.DataType:
    """Give the type that a column of figures or of text is held in here.

    Examples
    --------
    >>> plain_type(pa.decimal128(5, 1)), plain_type(pa.large_string()), plain_type(pa.bool_())
    (DataType(double), DataType(string), DataType(string))
    """
    if pa.types.is_decimal(kind) or pa.types.is_float64(kind):
        return pa.float64()
    # The text of a shorter float has the digits that were meant, and no others: 3.2, where the
    # longer one next to it is 3.200000048.
    return pa.int64() if pa.types.is_integer(kind) else pa.string()


def _plain(table: pa.Table, roles: Roles, file: str) -> pa.Table:
    """Make each column of figures one of numbers or of text.

    Raises
    ------
    WorkspaceError
        Where it holds something that no figure can be read from.
    """
    for heading in filter(None, (*(getattr(roles, name) for name in _FIGURES), *roles.values)):
        kind = table.schema.field(heading).type
        plain = kind.value_type if pa.types.is_dictionary(kind) else kind
        try:
            if pa.types.is_boolean(plain) or pa.types.is_temporal(plain):
                raise pa.ArrowInvalid("no figure")
            column = table[heading].cast(plain).cast(plain_type(plain))
        except pa.ArrowException:
            place = " ".join(heading.split())[:MOST_QUOTED]
            received = f"{plain}"[:MOST_QUOTED]
            problem = Problem(IssueCode.NOT_A_NUMBER, place, received, "a column of figures")
            raise WorkspaceError([DataIssue(problem, file=file)]) from None
        table = table.set_column(table.column_names.index(heading), heading, column)
    return table
