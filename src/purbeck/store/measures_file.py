"""measures.toml of a store: what is declared of each measure, and who areas are held against.

Declared, never guessed: a measure that is not in the file is not assessed.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from purbeck.model.errors import InvalidValueError, WorkspaceError
from purbeck.model.issue import DataIssue, IssueCode, Problem
from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.nearest import hint
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.target import Target
from purbeck.model.unit import UNITS, UnitCode

MEASURES_FILE = "measures.toml"

_KEYS: Mapping[str, type | tuple[type, ...]] = {
    "id": str,
    "name": str,
    "unit": str,
    "polarity": str,
    "period": str,
    "kind": str,
    "pool_years": int,
    "decimals": int,
    "aim": list,
    "target": dict,
}
_NEEDED = ("id", "unit", "polarity", "period")
_AREAS: Mapping[str, type] = {"benchmark": str, "aggregates": list, "neighbours": dict}

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Everything that a store declares.

    Attributes
    ----------
    measures
        By id.
    benchmark
        The code of the area that others are compared with; empty for none.
    aggregates
        Areas made up of others.
    neighbours
        The codes of each area's neighbours.
    """

    measures: Mapping[str, Measure] = field(default_factory=dict)
    benchmark: str = ""
    aggregates: tuple[str, ...] = ()
    neighbours: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_measures(path: Path) -> Declared:
    """Read measures.toml; nothing is declared where there is no such file.

    Raises
    ------
    WorkspaceError
        With everything that is wrong in the file.
    """
    if not path.exists():
        return Declared()
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = Problem(IssueCode.BAD_TOML, "", str(error), "a TOML file")
        raise WorkspaceError([DataIssue(problem, file=path.name)]) from error
    problems: list[Problem] = []
    _check_keys(values, {"measure": list, "areas": dict}, "", problems)
    areas = values.get("areas", {})
    _check_keys(areas, _AREAS, "areas.", problems)
    measures = _measures(values.get("measure", []), problems)
    if problems:
        raise WorkspaceError([DataIssue(problem, file=path.name) for problem in problems])
    return Declared(
        measures=measures,
        benchmark=areas.get("benchmark", ""),
        aggregates=tuple(areas.get("aggregates", ())),
        neighbours={area: tuple(codes) for area, codes in areas.get("neighbours", {}).items()},
    )


def _check_keys(
    values: Mapping[str, Any],
    keys: Mapping[str, type | tuple[type, ...]],
    place: str,
    problems: list[Problem],
) -> None:
    for name, value in values.items():
        if name not in keys:
            expected = f"a key{hint(name, list(keys))}"
            problems.append(Problem(IssueCode.UNKNOWN_KEY, f"{place}{name}", name, expected))
        elif not isinstance(value, keys[name]) or isinstance(value, bool):
            expected = f"{keys[name]}".replace("<class '", "").replace("'>", "")
            problems.append(Problem(IssueCode.WRONG_TYPE, f"{place}{name}", str(value), expected))


def _measures(entries: Iterable[Any], problems: list[Problem]) -> dict[str, Measure]:
    measures: dict[str, Measure] = {}
    for number, entry in enumerate(entries, start=1):
        place = f"measure {number}."
        if not isinstance(entry, dict):
            problems.append(Problem(IssueCode.WRONG_TYPE, place, str(entry), "a table"))
            continue
        before = len(problems)
        _check_keys(entry, _KEYS, place, problems)
        for name in _NEEDED:
            if name not in entry:
                problems.append(Problem(IssueCode.MISSING_KEY, f"{place}{name}", "nothing", "it"))
        if len(problems) > before:
            continue
        if entry["id"] in measures:
            problem = Problem(IssueCode.DUPLICATE_ID, f"{place}id", entry["id"], "a new id")
            problems.append(problem)
        try:
            measures[entry["id"]] = _measure(entry, place, problems)
        except InvalidValueError as refusal:
            problems.extend(refusal.problems)
        except (TypeError, ValueError, IndexError, AttributeError):
            received, expected = str(entry), "numbers in 'aim', and in 'target' by period"
            problems.append(Problem(IssueCode.WRONG_TYPE, place, received, expected))
    return measures


def _measure(entry: Mapping[str, Any], place: str, problems: list[Problem]) -> Measure:
    kind = _chosen(PeriodKind, entry["period"], f"{place}period", problems)
    aim = entry.get("aim")
    return Measure(
        id=entry["id"],
        name=entry.get("name", entry["id"]),
        kind=_chosen(
            MeasureKind,
            entry.get("kind", MeasureKind.POPULATION_INDICATOR.value),
            f"{place}kind",
            problems,
        ),
        unit=UNITS[_chosen(UnitCode, entry["unit"], f"{place}unit", problems)],
        polarity=_chosen(Polarity, entry["polarity"], f"{place}polarity", problems),
        period_kind=kind,
        pool_years=entry.get("pool_years", 1),
        decimals=entry.get("decimals", 1),
        aim=None if aim is None else (float(aim[0]), float(aim[1])),
        target=None if "target" not in entry else _target(entry["target"], kind),
    )


def _chosen(choices: type[E], text: str, place: str, problems: list[Problem]) -> E:
    """Give the choice of a name; where there is none, the problem is put down."""
    for choice in choices:
        if choice.value == text:
            return choice
    expected = f"one of {', '.join(choice.value for choice in choices)}"
    problems.append(Problem(IssueCode.UNKNOWN_CHOICE, place, f"'{text}'", expected))
    return next(iter(choices))


def _target(entry: Mapping[str, Any], kind: PeriodKind) -> Target:
    floor = entry.get("floor")
    return Target(
        steps=tuple(
            (Period.parse(text, kind), float(value))
            for text, value in entry.get("values", {}).items()
        ),
        tolerance=float(entry.get("tolerance", 0.0)),
        floor=None if floor is None else float(floor),
    )


def measures_toml(declared: Declared) -> str:
    """Write measures.toml, as ``read_measures`` reads it."""
    lines = ["[areas]"]
    if declared.benchmark:
        lines.append(f"benchmark = {_toml(declared.benchmark)}")
    if declared.aggregates:
        lines.append(f"aggregates = {_toml(declared.aggregates)}")
    if declared.neighbours:
        lines += ["", "[areas.neighbours]"]
        lines += [f"{_toml(area)} = {_toml(codes)}" for area, codes in declared.neighbours.items()]
    for measure in declared.measures.values():
        lines += ["", "[[measure]]", *_entry(measure)]
    return "\n".join(lines) + "\n"


def _entry(measure: Measure) -> Iterable[str]:
    values: dict[str, Any] = {
        "id": measure.id,
        "name": measure.name,
        "kind": measure.kind.value,
        "unit": measure.unit.code.value,
        "polarity": measure.polarity.value,
        "period": measure.period_kind.value,
        "pool_years": measure.pool_years,
        "decimals": measure.decimals,
    }
    if measure.aim is not None:
        values["aim"] = list(measure.aim)
    yield from (f"{name} = {_toml(value)}" for name, value in values.items())
    target = measure.target
    if target is not None:
        steps = ", ".join(f"{_toml(str(period))} = {value!r}" for period, value in target.steps)
        floor = "" if target.floor is None else f", floor = {target.floor!r}"
        yield f"target = {{ values = {{ {steps} }}, tolerance = {target.tolerance!r}{floor} }}"


def _toml(value: Any) -> str:
    """Write a text, a number or a list of them: in these JSON and TOML are alike."""
    return json.dumps(value, ensure_ascii=False)
