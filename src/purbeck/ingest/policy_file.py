"""policy.toml, read into the policy of the model, with the default policy where it is silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from purbeck.ingest.declared import Names
from purbeck.ingest.file_issues import FileIssues, quoted
from purbeck.ingest.policy_schema import BandEntry, DecisionEntry, PolicyFile
from purbeck.ingest.schema_issues import sound_file
from purbeck.ingest.text_file import is_present
from purbeck.ingest.toml_file import TomlFile, read_toml
from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.measure import MeasureKind
from purbeck.model.policy import DEFAULT_POLICY, Accepted, Band, Decision, Focus, Policy
from purbeck.model.risk import DEFAULT_REVIEW_INTERVAL, ReviewInterval


def read_policy(path: Path, areas: Names, issues: FileIssues) -> Policy:
    """Read policy.toml; the default policy where there is none, or where it is wrong.

    ``areas`` are those that framework.toml names.

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
    totals = _totals(entry, toml, areas)
    try:
        return _policy(entry, bands, totals)
    except InvalidValueError as refusal:
        toml.refused(refusal, ("disclosure",))
        return DEFAULT_POLICY


def _policy(entry: PolicyFile, bands: tuple[Band, ...], totals: tuple[AreaTotal, ...]) -> Policy:
    default = DEFAULT_POLICY
    focus = tuple(Focus(rag=each.rag, trends=tuple(each.trends)) for each in entry.focus)
    return Policy(
        name=entry.name or default.name,
        bands=bands,
        trend_rag={**default.trend_rag, **entry.trend_rag},
        comparison_rag={**default.comparison_rag, **entry.comparison_rag},
        decisions=_decisions(entry.decision),
        focus=focus or default.focus,
        focus_on_unassessed=entry.focus_on_unassessed,
        disclosure=_disclosure(entry, totals),
        accepted=tuple(
            Accepted(
                code=each.code,
                measure=each.measure,
                area=each.area,
                period=each.period,
                reason=each.reason,
            )
            for each in entry.accepted
        ),
        reason=entry.reason,
        risk_review=_risk_review(entry),
    )


def _risk_review(entry: PolicyFile) -> ReviewInterval:
    given = entry.risk_review
    return DEFAULT_REVIEW_INTERVAL if given is None else ReviewInterval(given.days, given.source)


def _disclosure(entry: PolicyFile, totals: tuple[AreaTotal, ...]) -> Disclosure:
    """Take what is given; what is left out hides nothing where every count may be published."""
    default, given = DEFAULT_POLICY.disclosure, entry.disclosure
    if given is None:
        return replace(default, totals=totals)
    least, sums = given.least_denominator, given.hide_small_sums
    if given.minimum_count == 0:
        least, sums = least or 0, bool(sums)
    return Disclosure(
        minimum_count=given.minimum_count,
        hide_zero=given.hide_zero,
        round_to=given.round_to,
        least_denominator=default.least_denominator if least is None else least,
        hide_small_sums=default.hide_small_sums if sums is None else sums,
        totals=totals,
        source=given.source,
    )


def _totals(entry: PolicyFile, toml: TomlFile, areas: Names) -> tuple[AreaTotal, ...]:
    """Read the areas that are sums; one that framework.toml does not have would protect nothing."""
    totals = []
    for place, given in enumerate(entry.total):
        path = ("total", place)
        members = [((*path, "members", at), name) for at, name in enumerate(given.members)]
        for own, name in [((*path, "area"), given.area), *members]:
            if name not in areas:
                problem = areas.unknown(name, "")
                toml.error(problem.code, own, problem.received, problem.expected)
        try:
            totals.append(AreaTotal(given.area, tuple(given.members)))
        except InvalidValueError as refusal:
            toml.refused(refusal, path)
    return tuple(totals)


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
