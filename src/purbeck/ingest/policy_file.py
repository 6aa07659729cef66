"""policy.toml, read into the policy of the model, with the default policy where it is silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.policy_schema import BandEntry, DecisionEntry, DisclosureEntry, PolicyFile
from purbeck.ingest.schema_issues import sound_file
from purbeck.ingest.text_file import is_present
from purbeck.ingest.toml_file import TomlFile, read_toml
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.measure import MeasureKind
from purbeck.model.policy import DEFAULT_POLICY, Band, Decision, Focus, Policy


def read_policy(path: Path, issues: FileIssues) -> Policy:
    """Read policy.toml; the default policy where there is none, or where it is wrong.

    A wrong policy has put down its errors, so that no report is made with the default by
    mistake.
    """
    if not is_present(path):
        return DEFAULT_POLICY
    toml = read_toml(path, issues)
    if toml is None:
        return DEFAULT_POLICY
    toml.check_characters()
    entry = sound_file(toml, PolicyFile)
    bands = _bands(toml)
    if entry is None:
        return DEFAULT_POLICY
    _check_repeated(toml, "band", [(band.kind, band.unit) for band in entry.band])
    pairs = [(decision.trend, decision.comparators) for decision in entry.decision]
    _check_repeated(toml, "decision", pairs)
    try:
        return _policy(entry, bands)
    except InvalidValueError as refusal:
        toml.refused(refusal, ("disclosure",))
        return DEFAULT_POLICY


def _policy(entry: PolicyFile, bands: tuple[Band, ...]) -> Policy:
    default = DEFAULT_POLICY
    disclosure = entry.disclosure or DisclosureEntry(
        minimum_count=default.minimum_count, source=default.minimum_count_source
    )
    focus = tuple(Focus(rag=each.rag, trends=tuple(each.trends)) for each in entry.focus)
    return Policy(
        name=entry.name or default.name,
        bands=bands,
        trend_rag={**default.trend_rag, **entry.trend_rag},
        comparison_rag={**default.comparison_rag, **entry.comparison_rag},
        decisions=_decisions(entry.decision),
        focus=focus or default.focus,
        minimum_count=disclosure.minimum_count,
        minimum_count_source=disclosure.source,
        reason=entry.reason,
    )


def _bands(toml: TomlFile) -> tuple[Band, ...]:
    """Put the bands that are given before those default ones that they leave standing.

    A band without a unit is for every unit of its kind, so that it replaces all default bands
    of the kind; one with a unit replaces the default band of that unit.
    """
    given = []
    for place, entry in _sound_bands(toml):
        try:
            band = Band(
                kind=MeasureKind(entry.kind.value),
                unit=entry.unit,
                marginal=entry.marginal,
                similar=entry.similar,
                source=entry.source,
            )
            given.append(band)
        except InvalidValueError as refusal:
            toml.refused(refusal, ("band", place))
    replaced = {(band.kind, band.unit) for band in given}
    standing = [
        band
        for band in DEFAULT_POLICY.bands
        if (band.kind, band.unit) not in replaced and (band.kind, None) not in replaced
    ]
    return (*given, *standing)


def _sound_bands(toml: TomlFile) -> Iterator[tuple[int, BandEntry]]:
    """Give the bands that are sound with their places; the others are put down already."""
    entries = toml.values.get("band")
    for place, given in enumerate(entries if isinstance(entries, list) else ()):
        try:
            yield place, BandEntry.model_validate(given)
        except ValidationError:
            continue


def _decisions(entries: list[DecisionEntry]) -> tuple[Decision, ...]:
    own = {(entry.trend, entry.comparators): entry.rag for entry in entries}
    return tuple(
        Decision(
            trend=default.trend,
            comparators=default.comparators,
            rag=own.get((default.trend, default.comparators), default.rag),
        )
        for default in DEFAULT_POLICY.decisions
    )


def _check_repeated(toml: TomlFile, table: str, keys: Iterable[object]) -> None:
    seen: list[object] = []
    for place, key in enumerate(keys):
        if key in seen:
            received = quoted(f"{table} {place + 1}")
            expected = f"one for each pair; {table} {seen.index(key) + 1} is for the same"
            toml.error(IssueCode.DUPLICATE_ID, (table, place), received, expected, "Keep one.")
        seen.append(key)
