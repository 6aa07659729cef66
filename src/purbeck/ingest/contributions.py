"""The links of the theory of change as declared, made into values of the model."""

from __future__ import annotations

from collections.abc import Mapping

from purbeck.ingest.contributions_schema import ContributionEntry
from purbeck.ingest.declared import Declared
from purbeck.ingest.file_issues import quoted
from purbeck.ingest.schema_issues import Placed, SoundTables
from purbeck.ingest.toml_file import TomlFile
from purbeck.ingest.toml_lines import KeyPath
from purbeck.model.contribution import Contribution
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.measure import Measure, MeasureKind


def contributions_in(
    tables: SoundTables, declared: Declared, series: Mapping[str, Measure], toml: TomlFile
) -> tuple[Contribution, ...]:
    """Make the declared links; what is wrong in one is put down, and it is left out.

    The same measure and indicator a second time is a repetition, whatever else is said of it.
    """
    seen: dict[tuple[str, str], KeyPath] = {}
    found = []
    for placed in tables.of(ContributionEntry):
        entry, path = placed.entry, placed.path
        first = seen.setdefault((entry.measure, entry.indicator), path)
        if first != path:
            expected = f"each link once; row {toml.lines.of(first)} has this one"
            toml.error(IssueCode.INCONSISTENT, path, quoted(entry.measure), expected)
        found.append(_contribution(placed, declared, series, toml))
    return tuple(one for one in found if one is not None)


def _contribution(
    placed: Placed[ContributionEntry],
    declared: Declared,
    series: Mapping[str, Measure],
    toml: TomlFile,
) -> Contribution | None:
    entry, path = placed.entry, placed.path
    sound = True
    for key, name, names in (
        ("measure", entry.measure, declared.reported),
        ("indicator", entry.indicator, declared.indicators),
    ):
        if name not in names or names.id_of(name) != name:
            problem = names.unknown(name, "")
            toml.error(problem.code, (*path, key), problem.received, problem.expected)
            sound = False
    measure = series.get(entry.measure)
    if measure is not None and measure.kind is not MeasureKind.PERFORMANCE_MEASURE:
        expected = "a performance measure; an indicator is what is contributed to"
        toml.error(IssueCode.INCONSISTENT, (*path, "measure"), quoted(entry.measure), expected)
        sound = False
    if not sound:
        return None
    try:
        return Contribution(
            measure=entry.measure,
            indicator=entry.indicator,
            because=entry.because,
            direction=entry.direction,
            lag=entry.lag,
            source=entry.source,
        )
    except InvalidValueError as refusal:
        toml.refused(refusal, path)
        return None
