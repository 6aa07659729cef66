"""What must hang together across the tables of framework.toml: ids, references, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from purbeck.ingest.declared import Declared, Names
from purbeck.ingest.file_issues import quoted
from purbeck.ingest.schema import (
    AreaEntry,
    ComparatorEntry,
    DroppedEntry,
    GroupEntry,
    IndicatorEntry,
    JudgedEntry,
    MeasureEntry,
    OrganisationEntry,
    OutcomeEntry,
    ReferenceSeriesEntry,
    ReportEntry,
    SeriesEntry,
)
from purbeck.ingest.schema_issues import Placed, SoundTables
from purbeck.ingest.toml_file import TomlFile
from purbeck.ingest.toml_lines import KeyPath
from purbeck.model.comparator import ComparatorKind
from purbeck.model.dropped import DroppedKind
from purbeck.model.issue import IssueCode

# A reference: the key that holds it, the name, and the names that there are.
Reference = tuple[KeyPath, str, Names]

_SERIES_TABLES = ("indicator", "measure", "reference_series")


def check_framework(tables: SoundTables, declared: Declared, toml: TomlFile) -> None:
    """Put down repeated ids, unknown names, and what contradicts itself across tables."""
    _check_ids(toml)
    for path, name, names in _references(tables, declared):
        if name not in names:
            problem = names.unknown(name, "")
            toml.error(problem.code, path, problem.received, problem.expected)
    _check_repetitions(tables, toml)
    _check_nesting(tables, toml)
    _check_dates(tables.one(ReportEntry), toml)
    _check_dropped(tables, declared, toml)
    series = {placed.entry.id: placed.entry for placed in series_in(tables)}
    comparators = {placed.entry.id: placed for placed in tables.of(ComparatorEntry)}
    own_area = organisation.entry.area if (organisation := tables.one(OrganisationEntry)) else ""
    for judged in judged_in(tables):
        for place, name in enumerate(judged.entry.comparators):
            if name in comparators:
                path = (*judged.path, "comparators", place)
                comparator = comparators[name].entry
                _check_comparison(judged.entry, comparator, own_area, series, path, toml)


def series_in(tables: SoundTables) -> list[Placed[SeriesEntry]]:
    """Give every series that can have observations: indicators, measures, reference series."""
    reference = tables.of(ReferenceSeriesEntry)
    return [*tables.of(IndicatorEntry), *tables.of(MeasureEntry), *reference]


def judged_in(tables: SoundTables) -> list[Placed[JudgedEntry]]:
    """Give every series that is reported: indicators and measures."""
    return [*tables.of(IndicatorEntry), *tables.of(MeasureEntry)]


def _check_ids(toml: TomlFile) -> None:
    for table in ("officer", "group", "dimension", "comparator", "outcome", "value_for_money"):
        _check_unique(((table, "id"),), toml)
    _check_unique((("area", "code"),), toml)
    _check_unique(tuple((table, "id") for table in _SERIES_TABLES), toml)
    _check_unique((("indicator", "number"), ("measure", "number")), toml)


def _check_unique(keys: Iterable[tuple[str, str]], toml: TomlFile) -> None:
    """Compare the values of keys as they are given, as a table may be wrong in other ways."""
    first: dict[str, KeyPath] = {}
    for table, key in keys:
        entries = toml.values.get(table)
        for place, entry in enumerate(entries if isinstance(entries, list) else ()):
            name = entry.get(key) if isinstance(entry, dict) else None
            if not isinstance(name, str) or not name.strip():
                continue
            path = (table, place, key)
            earlier = first.setdefault(name.strip(), path)
            if earlier != path:
                row = toml.lines.of(earlier)
                expected = f"another {key}; row {row} has this one"
                advice = f"Give each its own {key}."
                toml.error(IssueCode.DUPLICATE_ID, path, quoted(name), expected, advice)


def _references(tables: SoundTables, declared: Declared) -> Iterator[Reference]:
    if organisation := tables.one(OrganisationEntry):
        yield (*organisation.path, "area"), organisation.entry.area, declared.areas
    if report := tables.one(ReportEntry):
        yield from _each((*report.path, "contacts"), report.entry.contacts, declared.officers)
    for area in tables.of(AreaEntry):
        yield from _given((*area.path, "within"), area.entry.within, declared.areas)
    for group in tables.of(GroupEntry):
        yield from _each((*group.path, "members"), group.entry.members, declared.areas)
    for comparator in tables.of(ComparatorEntry):
        entry, path = comparator.entry, comparator.path
        yield from _given((*path, "area"), entry.area, declared.areas)
        yield from _given((*path, "group"), entry.group, declared.groups)
        yield from _given((*path, "series"), entry.series, declared.measures)
    yield from _references_of_measures(tables, declared)


def _references_of_measures(tables: SoundTables, declared: Declared) -> Iterator[Reference]:
    for outcome in tables.of(OutcomeEntry):
        yield from _given((*outcome.path, "sponsor"), outcome.entry.sponsor, declared.officers)
    for indicator in tables.of(IndicatorEntry):
        entry, path = indicator.entry, indicator.path
        yield (*path, "outcome"), entry.outcome, declared.outcomes
        yield from _each((*path, "leads"), entry.leads, declared.officers)
        yield from _given((*path, "outcome_lead"), entry.outcome_lead, declared.officers)
    for measure in tables.of(MeasureEntry):
        yield (*measure.path, "indicator"), measure.entry.indicator, declared.indicators
        yield from _each((*measure.path, "owners"), measure.entry.owners, declared.officers)
    for dropped in tables.of(DroppedEntry):
        path = (*dropped.path, "replaced_by")
        yield from _given(path, dropped.entry.replaced_by, declared.reported)
    for judged in judged_in(tables):
        path = (*judged.path, "comparators")
        yield from _each(path, judged.entry.comparators, declared.comparators)


def _each(path: KeyPath, names: Iterable[str], known: Names) -> Iterator[Reference]:
    for place, name in enumerate(names):
        yield (*path, place), name, known


def _given(path: KeyPath, name: str, known: Names) -> Iterator[Reference]:
    if name:
        yield path, name, known


def _check_repetitions(tables: SoundTables, toml: TomlFile) -> None:
    lists = [((*each.path, "members"), each.entry.members) for each in tables.of(GroupEntry)]
    lists += [((*each.path, "comparators"), each.entry.comparators) for each in judged_in(tables)]
    for path, names in lists:
        for place, name in enumerate(names):
            if name in names[:place]:
                received = f"{quoted(name)} a second time"
                advice = "Take one of the two out."
                toml.error(IssueCode.INCONSISTENT, (*path, place), received, "each once", advice)


def _check_nesting(tables: SoundTables, toml: TomlFile) -> None:
    """Check that no area lies within itself, be it by way of others."""
    within = {placed.entry.code: placed.entry.within for placed in tables.of(AreaEntry)}
    for placed in tables.of(AreaEntry):
        around, seen = placed.entry.within, {placed.entry.code}
        while around and around not in seen:
            seen.add(around)
            around = within.get(around, "")
        if around == placed.entry.code:
            path, expected = (*placed.path, "within"), "an area that does not lie within this one"
            toml.error(IssueCode.INCONSISTENT, path, quoted(placed.entry.within), expected)


def _check_dates(report: Placed[ReportEntry] | None, toml: TomlFile) -> None:
    if report is None or report.entry.previous is None:
        return
    if report.entry.previous >= report.entry.date:
        received = report.entry.previous.isoformat()
        expected = f"a date before that of the report, {report.entry.date.isoformat()}"
        toml.error(IssueCode.INCONSISTENT, (*report.path, "previous"), received, expected)


def _check_dropped(tables: SoundTables, declared: Declared, toml: TomlFile) -> None:
    """Check that what was dropped is gone, and that what lost its target is still there."""
    targets = {judged.entry.id for judged in judged_in(tables) if judged.entry.target is not None}
    for placed in tables.of(DroppedEntry):
        entry, path = placed.entry, (*placed.path, "measure")
        received = quoted(entry.measure)
        if entry.what is DroppedKind.TARGET:
            if entry.measure not in declared.reported:
                problem = declared.reported.unknown(entry.measure, "")
                toml.error(problem.code, path, problem.received, problem.expected)
            elif entry.measure in targets:
                expected = "a measure without a target, as its target was dropped"
                toml.error(IssueCode.INCONSISTENT, path, received, expected)
        elif declared.reported.readable and entry.measure in declared.reported:
            expected = 'a measure that is no longer declared, or what = "target"'
            toml.error(IssueCode.INCONSISTENT, path, received, expected)


def _check_comparison(
    judged: JudgedEntry,
    comparator: ComparatorEntry,
    own_area: str,
    series: dict[str, SeriesEntry],
    path: KeyPath,
    toml: TomlFile,
) -> None:
    """Check that a series is compared with something else, in its own unit."""
    received = quoted(comparator.id)
    if comparator.kind is ComparatorKind.TARGET and judged.target is None:
        table = str(path[0])
        expected = f"a table [{table}.target], as this comparator is the target"
        toml.error(IssueCode.MISSING_KEY, path, received, expected, "Add the target.")
    other = series.get(comparator.series, judged)
    if other.unit is not judged.unit:
        expected = f"a series in {judged.unit.value}; that of '{comparator.series}' is in "
        advice = "Compare with a series in the same unit."
        toml.error(IssueCode.INCONSISTENT, path, received, expected + other.unit.value, advice)
    same_area = comparator.kind is ComparatorKind.AREA and comparator.area == own_area
    if same_area and other.id == judged.id and not comparator.period:
        expected = "another area, series or period: this compares the series with itself"
        advice = "Change the comparator, or take it out of the list."
        toml.error(IssueCode.INCONSISTENT, path, received, expected, advice)
