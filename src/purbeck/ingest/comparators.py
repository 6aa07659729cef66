"""Comparators and targets as declared, made into values of the model for one series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from purbeck.ingest.file_issues import quoted
from purbeck.ingest.schema import ComparatorEntry, JudgedEntry, SeriesEntry, TargetEntry
from purbeck.ingest.schema_issues import Placed
from purbeck.ingest.toml_file import TomlFile
from purbeck.ingest.toml_lines import KeyPath
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.period import Period, PeriodKind, read_period
from purbeck.model.target import Target
from purbeck.model.unit import UNITS

# The key that each kind of comparator reads; the keys of the other kinds mean nothing to it.
_KEYS = {
    ComparatorKind.AREA: "area",
    ComparatorKind.GROUP_MEAN: "group",
    ComparatorKind.EARLIER_PERIOD: "steps_back",
    ComparatorKind.TARGET: "",
}


class Comparators:
    """The comparators of a framework, each given to the series that name it.

    A fixed period is read in the kind of the series that the comparator reads: its own, or
    that of the measure compared, so that one comparator can serve measures of several kinds.
    """

    def __init__(
        self,
        entries: list[Placed[ComparatorEntry]],
        series: Mapping[str, SeriesEntry],
        toml: TomlFile,
    ) -> None:
        self._series = series
        self._toml = toml
        self._made: dict[str, tuple[Placed[ComparatorEntry], Comparator]] = {}
        self._periods: dict[tuple[str, PeriodKind], Period | None] = {}
        for placed in entries:
            comparator = _without_period(placed, toml)
            if comparator is not None:
                self._made.setdefault(comparator.id, (placed, comparator))
                if placed.entry.series in series:
                    self._period(placed, series[placed.entry.series].period)

    def of(self, judged: JudgedEntry) -> tuple[Comparator, ...]:
        """Give the comparators of a series, less those that are not known or not sound."""
        comparators = []
        for name in judged.comparators:
            if name in self._made:
                placed, comparator = self._made[name]
                read = self._series.get(placed.entry.series, judged)
                period = self._period(placed, read.period)
                comparators.append(replace(comparator, period=period))
        return tuple(comparators)

    def _period(self, placed: Placed[ComparatorEntry], kind: PeriodKind) -> Period | None:
        """Read the fixed period of a comparator; a wrong one is put down once a kind."""
        if not placed.entry.period:
            return None
        key = (placed.entry.id, kind)
        if key not in self._periods:
            path = (*placed.path, "period")
            self._periods[key] = period_in(placed.entry.period, kind, path, self._toml)
        return self._periods[key]


def target_in(
    entry: TargetEntry, series: SeriesEntry, path: KeyPath, toml: TomlFile
) -> Target | None:
    """Make the target of a series; None, with its problems put down, where it is wrong.

    With a profile, the values are of whole years and the profile has one factor a part.
    """
    kind = _kind_of_year(entry, series, path, toml) if entry.profile else series.period
    if kind is None:
        return None
    steps = [
        (period_in(text, kind, (*path, "values", text), toml), value)
        for text, value in entry.values.items()
    ]
    _check_unit(entry, series, path, toml)
    _check_repeated(entry, steps, path, toml)
    known = tuple((period, value) for period, value in steps if period is not None)
    if len(known) < len(steps):
        return None
    try:
        return Target(
            steps=known,
            tolerance=entry.tolerance,
            floor=entry.floor,
            profile=tuple(entry.profile),
            reason=entry.reason,
        )
    except InvalidValueError as refusal:
        toml.refused(refusal, path)
        return None


def _without_period(placed: Placed[ComparatorEntry], toml: TomlFile) -> Comparator | None:
    entry = placed.entry
    for kind, key in _KEYS.items():
        if key and kind is not entry.kind and getattr(entry, key):
            expected = f"no {key}, as the comparator is of kind '{entry.kind.value}'"
            received = str(getattr(entry, key))
            toml.error(IssueCode.INCONSISTENT, (*placed.path, key), received, expected)
    try:
        return Comparator(
            id=entry.id,
            label=entry.label,
            kind=entry.kind,
            area=entry.area,
            group=entry.group,
            series=entry.series,
            steps_back=entry.steps_back,
            note=entry.note,
        )
    except InvalidValueError as refusal:
        toml.refused(refusal, placed.path)
        return None


def period_in(text: str, kind: PeriodKind, path: KeyPath, toml: TomlFile) -> Period | None:
    """Read a period of a kind; None, with its problems put down, where it is not one."""
    try:
        return read_period(text, kind).period
    except InvalidValueError as refusal:
        toml.refused(refusal, path, place=path)
        return None


def _kind_of_year(
    entry: TargetEntry, series: SeriesEntry, path: KeyPath, toml: TomlFile
) -> PeriodKind | None:
    """Give the kind of the whole year that a profile divides, with its length checked."""
    own = (*path, "profile")
    received = f"{len(entry.profile)} factors"
    year = series.period.facts.within
    if year is None:
        expected = f"no profile, as figures are for {series.period.with_article}"
        toml.error(IssueCode.INCONSISTENT, own, received, expected, "Take the profile out.")
        return None
    if len(entry.profile) != series.period.parts_a_year:
        expected = f"{series.period.parts_a_year}, one for each {series.period.title}"
        advice = "Write one factor for each part of the year."
        toml.error(IssueCode.INCONSISTENT, own, received, expected, advice)
    return year


def _check_unit(entry: TargetEntry, series: SeriesEntry, path: KeyPath, toml: TomlFile) -> None:
    unit = UNITS[series.unit]
    figures: list[tuple[KeyPath, float]] = [
        (("values", text), value) for text, value in entry.values.items()
    ]
    if entry.floor is not None:
        figures.append((("floor",), entry.floor))
    for own, value in figures:
        if not unit.allows(value):
            toml.error(IssueCode.OUT_OF_RANGE, (*path, *own), f"{value:g}", unit.allowed)


def _check_repeated(
    entry: TargetEntry,
    steps: list[tuple[Period | None, float]],
    path: KeyPath,
    toml: TomlFile,
) -> None:
    """Put down a period that two keys spell in different ways."""
    seen = set()
    for text, (period, _) in zip(entry.values, steps, strict=True):
        if period is not None and period in seen:
            own = (*path, "values", text)
            expected = f"each period once; {period} is given already"
            toml.error(IssueCode.DUPLICATE_ID, own, quoted(text), expected, "Keep one.")
        seen.add(period)
