"""Figures of areas and of everybody that are the sum of others, and do not come to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import Threshold
from purbeck.checks.check import Check, Doubt, Series
from purbeck.model.breakdown import Dimension
from purbeck.model.issue import IssueCode, Severity
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.model.unit import UnitCode
from purbeck.panel.panel import Panel

ROUNDING = Threshold(
    name="of the rounding of each part",
    value=0.5,
    source="A part that is rounded is off by half of its last digit at most, and so is the whole.",
)


_ADDED_UP = (UnitCode.COUNT, UnitCode.DAYS, UnitCode.POUNDS)


def _counts(panel: Panel, rows: Sequence[int]) -> dict[str, NDArray[np.float64]]:
    """Give the figures that add up: counts, and the values of a measure that is itself a count."""
    found = {"numerator": panel.numerator, "denominator": panel.denominator}
    if panel.measure.unit.code in _ADDED_UP:
        found["value"] = panel.value
    return {name: figures[list(rows)] for name, figures in found.items()}


def _find(series: Series) -> Iterator[Doubt]:
    yield from _of_areas(series)
    yield from _of_groups(series)


def _step(series: Series) -> float:
    # What counts are rounded to by the policy, they are off by half of.
    return max(series.policy.disclosure.round_to, 10.0**-series.measure.decimals)


def _of_areas(series: Series) -> Iterator[Doubt]:
    panel, step = series.panel, _step(series)
    for total in series.policy.disclosure.totals:
        codes = (total.area, *total.members)
        if not all(code in panel.areas for code in codes):
            continue
        for field, figures in _counts(panel, [panel.row(code) for code in codes]).items():
            whole, parts = figures[0], figures[1:].sum(axis=0)
            room = ROUNDING.value * step * len(codes)
            bad = np.abs(whole - parts) > room
            for column in np.flatnonzero(bad).tolist():
                yield Doubt(
                    field=field,
                    received=f"{whole[column]:,.10g} for the whole",
                    expected=f"{parts[column]:,.10g}, the sum of its {len(total.members)} parts",
                    area=total.area,
                    period=panel.periods[column],
                )


def _of_groups(series: Series) -> Iterator[Doubt]:
    """Hold the groups of each complete dimension against everybody, where every one is known."""
    found: dict[tuple[str, str, Period], list[Observation]] = {}
    for each in series.breakdowns:
        if each.subgroup is not None and each.area in series.panel.areas:
            key = (each.area, each.subgroup.dimension, each.period)
            found.setdefault(key, []).append(each)
    for (area, named, period), groups in found.items():
        dimension = series.framework.dimension(named)
        if not dimension.complete or period not in series.panel.periods:
            continue
        of = {each.subgroup.group for each in groups if each.subgroup is not None}
        # Whoever is not told apart may simply not have been counted.
        if of >= {group.id for group in dimension.known}:
            yield from _of_dimension(series, dimension, (area, period), groups)


def _of_dimension(
    series: Series, dimension: Dimension, cell: tuple[str, Period], groups: Sequence[Observation]
) -> Iterator[Doubt]:
    area, period = cell
    panel, step = series.panel, _step(series)
    row, column = panel.row(area), panel.periods.index(period)
    for field, figures in _counts(panel, [row]).items():
        whole = float(figures[0, column])
        parts = [getattr(each, field) for each in groups]
        if np.isnan(whole) or None in parts:
            continue
        total, everyone = float(sum(parts)), len(groups) == len(dimension.groups)
        room = ROUNDING.value * step * (1 + len(parts))
        unknown = any(group.unknown for group in dimension.groups)
        short = whole - total > room and (everyone or not unknown)
        if short or total - whole > room:
            yield Doubt(
                field=field,
                received=f"{whole:,.10g} for everybody",
                expected=f"{total:,.10g}, the sum of its {len(parts)} groups by {dimension.name}",
                area=area,
                period=period,
            )


PARTS = Check(
    code=IssueCode.PARTS_AND_WHOLE,
    name="Parts that do not add up to the whole",
    statement=(
        "A count is doubted of an area that policy.toml declares as a total, where every part "
        "has a count and their sum differs from it by more than rounding can explain. So is one "
        "of everybody whose groups, of a dimension that is complete, come to another sum; where "
        "those not known are left out, only a sum that is too large is doubted."
    ),
    severity=Severity.WARNING,
    find=_find,
    thresholds=(ROUNDING,),
)
