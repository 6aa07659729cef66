"""Models of neighbours as declared, made into values of the model."""

from __future__ import annotations

from collections.abc import Mapping

from purbeck.ingest.comparators import period_in
from purbeck.ingest.declared import Declared, Names
from purbeck.ingest.file_issues import quoted
from purbeck.ingest.neighbours_schema import CharacteristicEntry, NeighbourModelEntry
from purbeck.ingest.schema_issues import Placed, SoundTables
from purbeck.ingest.toml_file import TomlFile
from purbeck.ingest.toml_lines import KeyPath
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.measure import Measure
from purbeck.model.neighbour_terms import NeighbourCharacteristic, NeighbourTerms


def neighbour_models(
    tables: SoundTables, declared: Declared, series: Mapping[str, Measure], toml: TomlFile
) -> tuple[NeighbourTerms, ...]:
    """Make the declared models of neighbours; what is wrong in one is put down, and it left out."""
    seen: dict[str, KeyPath] = {}
    found = []
    for placed in tables.of(NeighbourModelEntry):
        first = seen.setdefault(placed.entry.id, placed.path)
        if first != placed.path:
            row = toml.lines.of((*first, "id"))
            expected = f"another id; row {row} has this one"
            received = quoted(placed.entry.id)
            path = (*placed.path, "id")
            toml.error(IssueCode.DUPLICATE_ID, path, received, expected, "Give each its own id.")
        for key in ("group", "among"):
            _check_known(getattr(placed.entry, key), declared.groups, (*placed.path, key), toml)
        found.append(_model(placed, declared, series, toml))
    return tuple(one for one in found if one is not None)


def _model(
    placed: Placed[NeighbourModelEntry],
    declared: Declared,
    series: Mapping[str, Measure],
    toml: TomlFile,
) -> NeighbourTerms | None:
    entry = placed.entry
    characteristics = []
    for at, one in enumerate(entry.characteristics):
        path = (*placed.path, "characteristics", at)
        if _check_known(one.series, declared.measures, (*path, "series"), toml):
            made = _characteristic(one, series.get(one.series), path, toml)
            characteristics.append(made)
    if len(characteristics) < len(entry.characteristics) or None in characteristics:
        return None
    try:
        return NeighbourTerms(
            id=entry.id,
            name=entry.name,
            group=entry.group,
            among=entry.among,
            count=entry.count,
            characteristics=tuple(one for one in characteristics if one is not None),
        )
    except InvalidValueError as refusal:
        toml.refused(refusal, placed.path)
        return None


def _characteristic(
    entry: CharacteristicEntry, measure: Measure | None, path: KeyPath, toml: TomlFile
) -> NeighbourCharacteristic | None:
    """Make one; None where it is wrong, or its series is, which has been put down already."""
    if measure is None:
        return None
    period = None
    if entry.period:
        period = period_in(entry.period, measure.period_kind, (*path, "period"), toml)
        if period is None:
            return None
    try:
        return NeighbourCharacteristic(
            series=entry.series,
            weight=entry.weight,
            transform=entry.transform,
            period=period,
            why=entry.why,
        )
    except InvalidValueError as refusal:
        toml.refused(refusal, path)
        return None


def _check_known(name: str, names: Names, path: KeyPath, toml: TomlFile) -> bool:
    """Put down a name that is not known; whether it is, or none is given."""
    if not name or name in names:
        return True
    problem = names.unknown(name, "")
    toml.error(problem.code, path, problem.received, problem.expected)
    return False
