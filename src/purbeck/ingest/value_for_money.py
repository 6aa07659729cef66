"""[[value_for_money]] of framework.toml: which cost is set beside which outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from purbeck.areas.functions import SERVICES
from purbeck.ingest.comparators import period_in
from purbeck.ingest.declared import Declared, Names
from purbeck.ingest.file_issues import quoted
from purbeck.ingest.schema_issues import Placed, SoundTables
from purbeck.ingest.toml_file import TomlFile
from purbeck.ingest.toml_lines import KeyPath
from purbeck.ingest.value_schema import ValueForMoneyEntry
from purbeck.methods.real_terms import gdp_deflator
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.measure import Measure
from purbeck.model.nearest import listed
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UnitCode
from purbeck.model.value_for_money import ValueForMoney

_SERVICES = Names(
    "a service of local authorities", {each.id: each.id for each in SERVICES}, file="Purbeck"
)


def values_in(
    tables: SoundTables, declared: Declared, sound: Mapping[str, Measure], toml: TomlFile
) -> tuple[ValueForMoney, ...]:
    """Give the declarations that are sound; what is wrong with the others is put down.

    Parameters
    ----------
    sound
        The series that are sound, by id.
    """
    found = []
    for placed in tables.of(ValueForMoneyEntry):
        if not _all_known(placed, declared, toml):
            continue
        entry = placed.entry
        outcome = declared.reported.id_of(entry.outcome)
        _check_cost(placed, sound.get(entry.cost), toml)
        _check_denominator(placed, sound.get(entry.denominator), toml)
        _check_outcome(placed, sound.get(outcome), toml)
        prices = _prices(placed, toml)
        given = entry.model_dump() | {"outcome": outcome, "prices": prices}
        try:
            found.append(ValueForMoney(**given))
        except InvalidValueError as refusal:
            toml.refused(refusal, placed.path)
    return tuple(found)


def _all_known(placed: Placed[ValueForMoneyEntry], declared: Declared, toml: TomlFile) -> bool:
    """Whether all that a declaration names is there; what is not is put down."""
    unknown = [each for each in _references(placed, declared) if each[1] not in each[2]]
    for path, name, names in unknown:
        problem = names.unknown(name, "")
        advice = f"Choose one of {listed(list(names.spellings))}." if names is _SERVICES else ""
        toml.error(problem.code, path, problem.received, problem.expected, advice)
    return not unknown


def _references(
    placed: Placed[ValueForMoneyEntry], declared: Declared
) -> Iterator[tuple[KeyPath, str, Names]]:
    entry = placed.entry
    yield (*placed.path, "service"), entry.service, _SERVICES
    for key in ("cost", "denominator"):
        yield (*placed.path, key), getattr(entry, key), declared.measures
    yield (*placed.path, "outcome"), entry.outcome, declared.reported
    yield (*placed.path, "group"), entry.group, declared.groups
    for key in ("economy", "efficiency", "equity"):
        if getattr(entry, key):
            yield (*placed.path, key), getattr(entry, key), declared.measures


def _check_cost(placed: Placed[ValueForMoneyEntry], cost: Measure | None, toml: TomlFile) -> None:
    if cost is None:
        return
    if cost.unit.code is not UnitCode.POUNDS:
        _contradicts(
            placed, "cost", f"a series in {cost.unit.code.value}", "a series in pounds", toml
        )
    if cost.period_kind is not PeriodKind.FINANCIAL_YEAR:
        received = f"a series whose figures are for {cost.period_kind.with_article}"
        expected = f"one whose figures are for {PeriodKind.FINANCIAL_YEAR.with_article}"
        _contradicts(placed, "cost", received, expected, toml)


def _check_denominator(
    placed: Placed[ValueForMoneyEntry], over: Measure | None, toml: TomlFile
) -> None:
    if over is not None and over.unit.code not in (UnitCode.COUNT, UnitCode.DAYS):
        received, expected = f"a series in {over.unit.code.value}", "a series of counts, or of days"
        _contradicts(placed, "denominator", received, expected, toml)


def _check_outcome(
    placed: Placed[ValueForMoneyEntry], outcome: Measure | None, toml: TomlFile
) -> None:
    if outcome is not None and outcome.polarity not in (Polarity.HIGHER, Polarity.LOWER):
        received = f"a measure of polarity '{outcome.polarity.value}'"
        expected = "one of which higher is better, or lower"
        _contradicts(placed, "outcome", received, expected, toml)


def _prices(placed: Placed[ValueForMoneyEntry], toml: TomlFile) -> Period | None:
    text, path = placed.entry.prices, (*placed.path, "prices")
    year = period_in(text, PeriodKind.FINANCIAL_YEAR, path, toml) if text else None
    if year is None:
        return None
    known = gdp_deflator().years
    if year.year not in known:
        first, last = (
            Period(PeriodKind.FINANCIAL_YEAR, end).label for end in (known[0], known[-1])
        )
        expected = f"a financial year from {first} to {last}, of which there is a price index"
        toml.error(IssueCode.OUT_OF_RANGE, path, quoted(text), expected)
    return year


def _contradicts(
    placed: Placed[ValueForMoneyEntry], key: str, received: str, expected: str, toml: TomlFile
) -> None:
    toml.error(IssueCode.INCONSISTENT, (*placed.path, key), received, expected)
