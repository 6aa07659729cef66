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
from numpy.typing import NDArray

from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.measure import Measure
from purbeck.model.nearest import listed
from purbeck.model.observation import Absence, Status
from purbeck.pull.areas_read import Standing, read_areas
from purbeck.pull.arrays import coded, combined, distinct, numbers_of, scaled
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.loose_counts import LooseCounts
from purbeck.pull.observation_table import Understood
from purbeck.pull.periods_read import PeriodsRead
from purbeck.pull.rejections import Rejections
from purbeck.pull.repeated_rows import RowsOfFigures
from purbeck.pull.series_of_rows import SeriesOfRows
from purbeck.pull.succession import succeed
from purbeck.sources.contract import Connector, SourceFile
from purbeck.sources.rows import SourceRows
from purbeck.store.checks import check_figures
from purbeck.store.schema import ABSENCE_WORDS, FIGURES, STATUS_WORDS

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


_FAULTS = {
    Standing.MISMATCH: IssueCode.AREA_CODE_AND_NAME,
    Standing.AMBIGUOUS: IssueCode.AMBIGUOUS_AREA,
}
"""What is wrong with a row of an area that cannot be told."""


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
        self._series = SeriesOfRows(self._table, self._wanted, source.wanted)

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
        repeated = self._repeated()
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
        codes, code_words = coded(self._table["area_code"])
        names, name_words = coded(self._table["area_name"])
        pair, first = distinct(codes * max(len(name_words), 1) + names)
        pairs = [(code_words[codes[at]], name_words[names[at]]) for at in first]
        readings = read_areas(pairs, self._source, self._connector.scheme)
        self._area_names = sorted({reading.code for reading in readings})
        place = {code: at for at, code in enumerate(self._area_names)}
        self._area = np.array([place[reading.code] for reading in readings], dtype=np.intp)[pair]
        self._unmapped_areas = tuple(
            each for each, reading in zip(pairs, readings, strict=True)
            if reading.standing is Standing.UNKNOWN
        )  # fmt: skip
        standing = np.array([reading.standing for reading in readings], dtype=np.int8)[pair]
        self._outside = sum(
            self._rejections.leave_out(standing == each)
            for each in (Standing.OUTSIDE, Standing.UNKNOWN)
        )
        for each, code in _FAULTS.items():
            self._rejections.reject(
                standing == each,
                code,
                "area",
                lambda row: readings[int(pair[row])].received,
                lambda row: readings[int(pair[row])].expected,
            )

    def _periods(self) -> None:
        """Read the period of each row, and leave out those that are not asked for."""
        codes, spellings = coded(self._table["period"])
        asked = self._source.wanted
        self._period = PeriodsRead(codes, spellings, self._wanted, asked, self._file.period)
        self._unmapped_periods = self._period.reject(self._rejections)
        if self._since is not None:
            self._outside += self._rejections.leave_out(self._period.ended_by(self._since))

    def _absences(self) -> None:
        """Take what stands in place of a figure for its reason; an unknown symbol is no reason."""
        codes, words = coded(self._table["symbol"])
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
        codes, words = coded(self._table["status"])
        of_word = [STATUS_WORDS.index(word) if word in STATUS_WORDS else own for word in words]
        self._status = np.array([*of_word, own], dtype=np.int8)[codes]

    def _superseded(self) -> NDArray[np.bool_]:
        """Hold the figures of areas that ended under those that took their place."""
        if not self._source.successions:
            return np.zeros(len(self._wanted), dtype=bool)
        kept = self._rejections.kept
        reasons = [ABSENCE_WORDS.index(each.value) for each in _DASHES]
        succeeded = succeed(
            self._source.successions,
            self._area_names,
            area=self._area,
            series=self._series.of_issues(self._area, self._period.ordinals, kept),
            periods=self._period,
            present=kept,
            dashes=np.isin(self._absence, reasons),
        )
        self._area, self._area_names = succeeded.area, succeeded.names
        self._status[succeeded.breaks] = STATUS_WORDS.index(Status.BREAK.value)
        return succeeded.superseded

    def _check(self) -> int:
        """Reject what no observation can be; give the rows whose counts are left out."""
        measure = pa.DictionaryArray.from_arrays(
            pa.array(self._wanted, pa.int32()),
            pa.array([each.measure for each in self._source.wanted], pa.string()),
        )
        loose = LooseCounts(self._rejections, self._held)
        check_figures(measure, self._held, self._absence, self._measures, 0, loose)
        return loose.without_counts

    def _repeated(self) -> int:
        """Have one row of each figure; give how many said what another says, or took it back."""
        rows = RowsOfFigures(self._rows, self._rejections, self._held, self._absence)
        count = 0
        for step in (rows.without_taken_back, rows.without_repeated):
            kept = np.flatnonzero(self._rejections.kept)
            columns = [self._series.numbers, self._area, self._period.ordinals, self._series.days]
            count += step(combined(columns, kept), kept)
        return count

    def _complete(self) -> tuple[str, ...]:
        lost = set(self._wanted[self._rejections.rejected].tolist())
        broken = {self._source.wanted[at].measure for at in lost}
        return tuple({each.measure for each in self._source.wanted} - broken)

    def _observations(self) -> pa.Table:
        understood = Understood(
            rows=self._rows,
            asked=self._source.wanted,
            source=self._source.id,
            wanted=self._wanted,
            area=self._area,
            area_names=self._area_names,
            period=self._period.ordinals,
            status=self._status,
            absence=self._absence,
            figures=self._held,
            published=self._published,
        )
        return understood.observations(self._rejections.kept)
