"""[[place]] of framework.toml: of which small areas a measure has figures."""

from __future__ import annotations

from collections.abc import Mapping

from purbeck.ingest.declared import Declared
from purbeck.ingest.file_issues import quoted
from purbeck.ingest.place_schema import PlaceEntry
from purbeck.ingest.schema import AreaEntry, GroupEntry
from purbeck.ingest.schema_issues import Placed, SoundTables
from purbeck.ingest.toml_file import TomlFile
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.measure import Measure
from purbeck.model.nearest import hint
from purbeck.model.period import PeriodKind
from purbeck.model.place import Place

_OVERLAPPING = (
    PeriodKind.CALENDAR_POOL,
    PeriodKind.ACADEMIC_POOL,
    PeriodKind.FINANCIAL_POOL,
    PeriodKind.ROLLING_YEAR,
)


def places_in(
    tables: SoundTables, declared: Declared, sound: Mapping[str, Measure], toml: TomlFile
) -> tuple[Place, ...]:
    """Give the declarations that are sound; what is wrong with the others is put down.

    Parameters
    ----------
    sound
        The series that are sound, by id.
    """
    found = []
    first: dict[str, Placed[PlaceEntry]] = {}
    for placed in tables.of(PlaceEntry):
        measure = declared.reported.id_of(placed.entry.measure)
        _check_names(placed, tables, declared, toml)
        _check_pooling(placed, sound.get(measure), toml)
        if first.setdefault(measure, placed) is not placed:
            row = toml.lines.of(first[measure].path)
            expected = f"one table of small areas a measure; row {row} has this one's"
            path = (*placed.path, "measure")
            advice = "Take one of the two tables out."
            toml.error(IssueCode.DUPLICATE_ID, path, quoted(measure), expected, advice)
        try:
            found.append(Place(**placed.entry.model_dump() | {"measure": measure}))
        except InvalidValueError as refusal:
            toml.refused(refusal, placed.path)
    return tuple(found)


def _check_names(
    placed: Placed[PlaceEntry], tables: SoundTables, declared: Declared, toml: TomlFile
) -> None:
    entry, path = placed.entry, placed.path
    given = [("measure", entry.measure, declared.reported)]
    given += [("group", entry.group, declared.groups)] if entry.group else []
    for key, name, names in given:
        if name not in names:
            problem = names.unknown(name, "")
            toml.error(problem.code, (*path, key), problem.received, problem.expected)
    kinds = sorted({each.entry.kind for each in tables.of(AreaEntry) if each.entry.kind})
    if entry.kind and entry.kind not in kinds:
        expected = f"the kind of an area of framework.toml{hint(entry.kind, kinds)}"
        toml.error(IssueCode.UNKNOWN_REFERENCE, (*path, "kind"), quoted(entry.kind), expected)
    members = [each.entry.members for each in tables.of(GroupEntry) if each.entry.id == entry.group]
    if entry.group and members == [[]]:
        expected = "a group with members"
        toml.error(IssueCode.INCONSISTENT, (*path, "group"), quoted(entry.group), expected)


def _check_pooling(placed: Placed[PlaceEntry], measure: Measure | None, toml: TomlFile) -> None:
    if measure is None or placed.entry.most_years == 1:
        return
    if measure.period_kind in _OVERLAPPING:
        received = str(placed.entry.most_years)
        expected = "1, as figures of these periods share time with the next"
        toml.error(IssueCode.INCONSISTENT, (*placed.path, "most_years"), received, expected)
