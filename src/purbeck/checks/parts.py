"""Areas that are the sum of others, and whose figures are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import Threshold
from purbeck.checks.check import Check, Doubt, Series
from purbeck.model.issue import IssueCode, Severity
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
    panel = series.panel
    # What counts are rounded to by the policy, they are off by half of.
    step = max(series.policy.disclosure.round_to, 10.0**-series.measure.decimals)
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


PARTS = Check(
    code=IssueCode.PARTS_AND_WHOLE,
    name="Parts that do not add up to the whole",
    statement=(
        "A count is doubted of an area that policy.toml declares as a total, where every part "
        "has a count and their sum differs from it by more than rounding can explain."
    ),
    severity=Severity.WARNING,
    find=_find,
    thresholds=(ROUNDING,),
)
