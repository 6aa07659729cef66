"""Rows as a publisher has them, made observations of a workspace's measures.

Nothing is guessed: a row counts under the measure, the area and the period that are declared,
and a row that does not fit is rejected with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.measure import Measure
from purbeck.model.nearest import listed
from purbeck.model.observation import Absence, Status
from purbeck.model.period import Period
from purbeck.pull.areas_read import AreaReading, Standing, read_areas
from purbeck.pull.arrays import Codes, combined, distinct, numbers_of, scaled, whole_of, worded
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.loose_counts import LooseCounts
from purbeck.pull.rejections import Rejections
from purbeck.pull.succession import succeed
from purbeck.sources.contract import Connector, SourceFile
from purbeck.sources.rows import SourceRows
from purbeck.store.checks import check_figures
from purbeck.store.schema import ABSENCE_WORDS, FIGURES, SCHEMA, STATUS_WORDS

_DASHES = (Absence.NOT_COLLECTED, Absence.NOT_APPLICABLE, Absence.NOT_YET_DUE)
"""Reasons that say no more than that there is no figure: a file that lists every area in every
year has them of areas that had ended, or were not there yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What came of mapping a source.

    Attributes
    ----------
    table
        Observations as the store holds them.
    rejected, issues
        How many rows are not taken though they were asked for, and each with its reason.
    outside
        Rows of areas that were not asked for.
    repeated
        Rows that say what another says.
    unmapped_areas
        What the publisher calls areas of which nothing is known: code and name.
    unmapped_periods
        Spellings of periods that are none of the kind declared, with the reason.
    complete
        The measures of which no row was rejected.
    without_counts
        Rows whose numerator and denominator do not give the value, and are left out; the
        published value is kept.
    """

    table: pa.Table
    rejected: int
    issues: tuple[DataIssue, ...]
    outside: int = 0
    repeated: int = 0
    without_counts: int = 0
    complete: tuple[str, ...] = ()
    unmapped_areas: tuple[tuple[str, str], ...] = ()
    unmapped_periods: tuple[tuple[str, Problem], ...] = ()


def map_rows(
    rows: SourceRows,
    file: SourceFile,
    connector: Connector,
    source: DeclaredSource,
    measures: Mapping[str, Measure],
    published: date,
    since: date | None = None,
) -> Mapped:
    """Make observations of the rows of one source.

    Parameters
    ----------
    published
        The day of each row that does not state its own.
    since
        Periods that ended by that day are left out; None for all.
    """
    return _Mapping(rows, file, connector, source, measures, published, since).mapped()


class _Mapping:
    """One source, step by step: each step takes rows away, or fills a column."""

    def __init__(
        self,
        rows: SourceRows,
        file: SourceFile,
        connector: Connector,
        source: DeclaredSource,
        measures: Mapping[str, Measure],
        published: date,
        since: date | None,
    ) -> None:
        self._rows, self._file, self._connector = rows, file, connector
        self._source, self._measures = source, measures
        self._published, self._since = published, since
        self._table = rows.table.combine_chunks()
        self._rejections = Rejections(rows)
        self._wanted = self._table["wanted"].to_numpy()

    def mapped(self) -> Mapped:
        """Run every step, and put the observations together."""
        self._areas()
        self._periods()
        self._absences()
        self._figures()
        self._statuses()
        outside = self._outside
        outside += self._rejections.leave_out(self._superseded())
        without = self._check()
        repeated = self._without_repeated()
        return Mapped(
            table=self._observations(),
            rejected=self._rejections.count,
            issues=self._rejections.issues,
            outside=outside,
            repeated=repeated,
            without_counts=without,
            complete=self._complete(),
            unmapped_areas=self._unmapped_areas,
            unmapped_periods=self._unmapped_periods,
        )

    def _areas(self) -> None:
        """Find the area of each row: each pair of a code and a name is looked up once."""
        (codes, code_words), (names, name_words) = (
            self._words("area_code"),
            self._words("area_name"),
        )
        pair, first = distinct(codes * max(len(name_words), 1) + names)
        pairs = [(code_words[codes[at]], name_words[names[at]]) for at in first]
        readings = read_areas(pairs, self._source, self._connector.scheme)
        standing = np.array([reading.standing for reading in readings], dtype=np.int8)
        self._area_names = sorted({reading.code for reading in readings})
        place = {code: at for at, code in enumerate(self._area_names)}
        self._area = np.array([place[reading.code] for reading in readings], dtype=np.intp)[pair]
        of_row = standing[pair]
        self._outside = self._rejections.leave_out(of_row == Standing.OUTSIDE)
        self._unmapped_areas = tuple(
            each for each, reading in zip(pairs, readings, strict=True)
            if reading.standing is Standing.UNKNOWN
        )  # fmt: skip

        def reading_of(row: int) -> AreaReading:
            return readings[int(pair[row])]

        self._outside += self._rejections.leave_out(of_row == Standing.UNKNOWN)
        self._rejections.reject(
            of_row == Standing.MISMATCH,
            IssueCode.AREA_CODE_AND_NAME,
            "area",
            lambda row: reading_of(row).received,
            lambda row: reading_of(row).expected,
        )
        self._rejections.reject(
            of_row == Standing.AMBIGUOUS,
            IssueCode.AMBIGUOUS_AREA,
            "area",
            lambda row: reading_of(row).received,
            lambda row: reading_of(row).expected,
        )

    def _periods(self) -> None:
        """Read the period of each row: each spelling once a measure."""
        codes, words = self._words("period")
        pair, first = distinct(self._wanted * max(len(words), 1) + codes)
        read = [
            self._file.period(words[codes[at]], self._source.wanted[self._wanted[at]])
            for at in first
        ]
        ordinals = [each.ordinal if isinstance(each, Period) else 0 for each in read]
        self._period = np.array(ordinals, dtype=np.intp)[pair]
        self._period_values = _Periods(read, pair)
        counts = np.bincount(pair, self._rejections.kept, len(read))
        problems: dict[str, Problem] = {}
        for at, each, count in zip(first, read, counts, strict=True):
            if not isinstance(each, Period) and count:
                problems.setdefault(words[codes[at]], each)
        self._unmapped_periods = tuple(problems.items())

        def problem_of(row: int) -> Problem:
            found = read[int(pair[row])]
            assert not isinstance(found, Period)
            return found

        for code in sorted({each.code for each in problems.values()}, key=lambda each: each.value):
            of_code = np.array([getattr(each, "code", None) is code for each in read], dtype=bool)
            self._rejections.reject(
                of_code[pair],
                code,
                "period",
                lambda row: problem_of(row).received,
                lambda row: problem_of(row).expected,
                lambda row: problem_of(row).advice,
            )
        if self._since is not None:
            ended = np.array(
                [isinstance(each, Period) and each.last_day <= self._since for each in read],
                dtype=bool,
            )
            self._outside += self._rejections.leave_out(ended[pair])

    def _absences(self) -> None:
        """Take what stands in place of a figure for its reason; an unknown symbol is no reason."""
        codes, words = self._words("symbol")
        symbols = self._connector.symbols
        absent = [symbols.get(word.casefold()) for word in words]
        names = [-1 if each is None else ABSENCE_WORDS.index(each.value) for each in absent]
        self._absence = np.array(names, dtype=np.int8)[codes]
        unknown = np.array(
            [each is None and word != "" for each, word in zip(absent, words, strict=True)],
            dtype=bool,
        )
        known = ["a figure", *(symbol for symbol in symbols)]
        self._rejections.reject(
            unknown[codes] & ~self._deleted,
            IssueCode.NOT_A_NUMBER,
            "",
            lambda row: f"'{words[codes[row]]}'",
            listed(known),
        )
        self._absence[self._deleted] = ABSENCE_WORDS.index("withdrawn")

    @property
    def _deleted(self) -> NDArray[np.bool_]:
        return np.asarray(self._table["deleted"].to_numpy())

    def _figures(self) -> None:
        scale = np.array([each.scale for each in self._source.wanted])[self._wanted]
        self._held = {name: numbers_of(self._table[name]) for name in FIGURES}
        for name in ("value", "lower", "upper"):
            self._held[name] = scaled(self._held[name], scale)
        for figures in self._held.values():
            figures[self._deleted] = np.nan

    def _statuses(self) -> None:
        own = STATUS_WORDS.index(self._source.status.value)
        if self._table["status"].null_count == self._table.num_rows:
            self._status = np.full(self._table.num_rows, own, dtype=np.int8)
            return
        codes, words = self._words("status")
        of_word = [STATUS_WORDS.index(word) if word in STATUS_WORDS else own for word in words]
        self._status = np.array([*of_word, own], dtype=np.int8)[codes]

    def _superseded(self) -> NDArray[np.bool_]:
        """Hold the figures of areas that ended under those that took their place."""
        reasons = [ABSENCE_WORDS.index(each.value) for each in _DASHES]
        succeeded = succeed(
            self._source.successions,
            self._area_names,
            area=self._area,
            series=self._series_of_issues(),
            periods=self._period_values,
            present=self._rejections.kept,
            dashes=np.isin(self._absence, reasons),
        )
        self._area, self._area_names = succeeded.area, succeeded.names
        self._status[succeeded.breaks] = STATUS_WORDS.index(Status.BREAK.value)
        return succeeded.superseded

    def _series_of_issues(self) -> Codes:
        """Number the series apart by day where files are issues of each other: one of each day.

        They are where each file has one day and a figure stands in several of them. Files of one
        year each make one series, and so does a table whose rows have days of their own.
        """
        series, days = self._series(), self._days()
        if not self._source.successions or not days.any() or not np.ptp(days):
            return series
        kept = np.flatnonzero(self._rejections.kept)
        file = self._table["file"].to_numpy().astype(np.intp)

        def count(*columns: Codes) -> int:
            return len(np.unique(combined(list(columns), kept)))

        figure = (series, self._area, self._period)
        if count(file, days) > count(file) or count(*figure, days) == count(*figure):
            return series
        return combined([series, days], np.arange(len(days), dtype=np.intp))

    def _check(self) -> int:
        """Reject what no observation can be; give the rows whose counts are left out."""
        measure = pa.DictionaryArray.from_arrays(
            pa.array(self._wanted, pa.int32()),
            pa.array([each.measure for each in self._source.wanted], pa.string()),
        )
        loose = LooseCounts(self._rejections, self._held)
        check_figures(measure, self._held, self._absence, self._measures, 0, loose)
        return loose.without_counts

    def _without_repeated(self) -> int:
        """Keep the first of rows that agree, and none of rows for one figure that do not."""
        kept = np.flatnonzero(self._rejections.kept)
        if not len(kept):
            return 0
        key = combined([self._series(), self._area, self._period, self._days()], kept)
        order = np.argsort(key, kind="stable")
        ordered = key[order]
        new = np.concatenate([[True], ordered[1:] != ordered[:-1]])
        if new.all():
            return 0
        group = np.cumsum(new) - 1
        first = kept[order][np.flatnonzero(new)][group]
        same = np.ones(len(kept), dtype=bool)
        at = kept[order]
        for figures in self._held.values():
            one, other = figures[at], figures[first]
            same &= (one == other) | (np.isnan(one) & np.isnan(other))
        same &= self._absence[at] == self._absence[first]
        differs = np.bincount(group, ~same) > 0
        bad = np.zeros(len(self._rejections.kept), dtype=bool)
        bad[at[differs[group]]] = True
        line = self._table["line"].to_numpy()
        earlier = dict(zip(at.tolist(), first.tolist(), strict=True))
        value = self._held["value"]

        def received(row: int) -> str:
            return f"{value[row]:g}, beside {value[earlier[row]]:g} in row {line[earlier[row]]}"

        expected = "one figure; a filter may be open that has several values"
        self._rejections.reject(bad, IssueCode.DUPLICATE_OBSERVATION, "", received, expected)
        again = np.zeros_like(bad)
        again[at[~new & ~differs[group]]] = True
        return self._rejections.leave_out(again)

    def _complete(self) -> tuple[str, ...]:
        lost = set(self._wanted[self._rejections.rejected].tolist())
        broken = {self._source.wanted[at].measure for at in lost}
        return tuple({each.measure for each in self._source.wanted} - broken)

    def _series(self) -> Codes:
        """Give a number to each measure and breakdown: two of the wanted may be of one."""
        keys = [(each.measure, each.breakdown) for each in self._source.wanted]
        place = {key: at for at, key in enumerate(dict.fromkeys(keys))}
        numbers = np.array([place[key] for key in keys], dtype=np.intp)
        of_rows: Codes = numbers[self._wanted]
        return of_rows

    def _days(self) -> Codes:
        stated = self._table["published"].cast(pa.int32())
        if stated.null_count == len(stated):
            return np.zeros(len(stated), dtype=np.intp)
        days: Codes = pc.fill_null(stated, 0).to_numpy().astype(np.intp)
        return days

    def _observations(self) -> pa.Table:
        kept = pa.array(np.flatnonzero(self._rejections.kept))
        wanted, source = self._source.wanted, self._source
        at = self._wanted
        words = {
            "measure": (at, [each.measure for each in wanted]),
            "breakdown": (at, [each.breakdown for each in wanted]),
            "area": (self._area, self._area_names),
            "period_kind": (at, [each.kind.value for each in wanted]),
            "status": (self._status, STATUS_WORDS),
            "absence": (self._absence, ABSENCE_WORDS),
            "file": (self._table["file"].to_numpy(), [each.name for each in self._rows.files]),
        }
        columns: dict[str, pa.Array] = {
            name: worded(codes, names) for name, (codes, names) in words.items()
        }
        columns["span"] = pa.array(np.array([each.span for each in wanted], dtype=np.int8)[at])
        columns["period"] = pa.array(self._period.astype(np.int32))
        columns["published"] = pc.fill_null(self._table["published"], self._published)
        for name, figures in self._held.items():
            columns[name] = pa.array(figures, mask=np.isnan(figures))
        columns["source"] = worded(np.zeros_like(at), [source.id])
        for name in ("note", "sheet", "line", "column"):
            columns[name] = self._table[name]
        arrays = [whole_of(columns[field.name]).take(kept).cast(field.type) for field in SCHEMA]
        return pa.Table.from_arrays(arrays, schema=SCHEMA)

    def _words(self, name: str) -> tuple[Codes, list[str]]:
        """Give a column of text as codes and the words they stand for; null is -1."""
        column = whole_of(self._table[name])
        codes = pc.fill_null(column.indices, -1).to_numpy(zero_copy_only=False)
        return codes.astype(np.intp), column.dictionary.to_pylist()


class _Periods:
    """The period of each row, by way of the spellings that were read once."""

    def __init__(self, read: list[Period | Problem], pair: Codes) -> None:
        self._read, self._pair = read, pair

    def __getitem__(self, row: int) -> Period | None:
        period = self._read[self._pair[row]]
        return period if isinstance(period, Period) else None
