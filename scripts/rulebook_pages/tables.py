"""A drawn table with the expected answers beside it, as Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reference_pages.markdown import table

from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.polarity import Polarity
from purbeck.model.target import Target
from rulebook_pages.recording import Check

NONE = "none"
ENDLESS = "without end"

_BETTER = {
    Polarity.HIGHER: "higher is better",
    Polarity.LOWER: "lower is better",
    Polarity.NEITHER: "neither way is better",
}


def tables_of(checks: Iterable[Check]) -> list[str]:
    """Give a table for each drawing, all that was asked of it in columns beside its figures."""
    drawings: dict[tuple[str, str], list[Check]] = {}
    for check in checks:
        drawings.setdefault((check.drawn.table, check.drawn.given), []).append(check)
    return [
        "\n\n".join(filter(None, [_above(of_one), table(*_lines(drawing, of_one))]))
        for (drawing, _), of_one in drawings.items()
    ]


def _above(checks: Sequence[Check]) -> str:
    """Say what the measure is, and what the rule was given besides the table."""
    measures = {described(check.drawn.measure): None for check in checks}
    said = list(measures) if len(measures) == 1 else [_in_common(checks)]
    given = checks[0].drawn.given
    return _sentences([*said, given])


def _lines(drawing: str, checks: Sequence[Check]) -> tuple[list[str], list[list[str]]]:
    heading, *rows = [_cells(line) for line in drawing.strip().splitlines() if line.strip()]
    several = len({described(check.drawn.measure) for check in checks}) > 1
    columns: dict[str, dict[str, Any]] = {}
    for check in checks:
        name = f"{check.asked}: {_apart(check.drawn.measure)}" if several else check.asked
        columns.setdefault(name, {}).update(check.expected)
    return (
        [*heading, *columns],
        [[*row, *(_answer(column, row[0]) for column in columns.values())] for row in rows],
    )


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _answer(column: Mapping[str, Any], area: str) -> str:
    """Write the answer for an area in bold; nothing for one that was not asked about."""
    if area not in column:
        return ""
    answer = column[area]
    if answer is None or answer == "":
        return f"**{NONE}**"
    if isinstance(answer, float) and math.isinf(answer):
        return f"**{ENDLESS}**"
    return f"**{_plain(answer)}**" if isinstance(answer, int | float) else f"**{answer}**"


def _plain(number: float) -> str:
    """Write a number with all its digits, and without a power of ten where it is large."""
    return f"{number:.0f}" if abs(number) >= 1e6 else f"{number:.10g}"


def described(measure: Measure | None) -> str:
    """Say what a rule must know of a measure: unit, better way, kind of period, target.

    Nothing of the cases of a method, which are of no measure.
    """
    return "" if measure is None else _sentences([_kind(measure), _apart(measure)])


def _in_common(checks: Sequence[Check]) -> str:
    return _sentences(dict.fromkeys(_kind(check.drawn.measure) for check in checks))


def _kind(measure: Measure | None) -> str:
    if measure is None:
        return ""
    performance = measure.kind is MeasureKind.PERFORMANCE_MEASURE
    part = "performance measure, " if performance else ""
    return f"{part}{measure.unit.singular} by {measure.period_kind.title}"


def _apart(measure: Measure | None) -> str:
    """Say what differs between measures of one table: the better way, and the target."""
    if measure is None:
        return ""
    better = _BETTER.get(measure.polarity, "")
    if measure.aim is not None:
        better = f"{measure.aim[0]:g} to {measure.aim[1]:g} is good"
    return "; ".join(part for part in (better, _target(measure.target)) if part)


def _target(target: Target | None) -> str:
    if target is None:
        return ""
    parts = [f"target {value:g} from {period}" for period, value in target.steps]
    if target.tolerance:
        parts.append(f"tolerance {target.tolerance:g}")
    if target.floor is not None:
        parts.append(f"floor {target.floor:g}")
    if target.profile:
        parts.append(f"in parts of {', '.join(f'{part:g}' for part in target.profile)}")
    return ", ".join(parts)


def _sentences(parts: Iterable[str]) -> str:
    whole = [part.strip().rstrip(".") for part in parts if part.strip()]
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in whole)
