"""What the figures of a publication must be, column by column: the rules of an observation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from purbeck.model.issue import IssueCode
from purbeck.model.measure import Measure
from purbeck.model.observation import FRACTION_TOLERANCE

Figures = NDArray[np.float64]

_ROOM = 1e-9


class RowsFound(Protocol):
    """Where rows are put down for which something is wrong: see ``Found.add_rows``."""

    def add_rows(
        self,
        bad: NDArray[np.bool_],
        start: int,
        code: IssueCode,
        field: str,
        says: Callable[[int], str],
        expected: str,
    ) -> None:
        """Put down each row of a block for which ``bad`` holds."""
        ...


@np.errstate(all="ignore")
def check_figures(
    measure: pa.Array,
    figures: dict[str, Figures],
    absence: NDArray[np.int8],
    measures: Mapping[str, Measure],
    start: int,
    found: RowsFound,
) -> None:
    """Put down every figure that no observation can have; see ``Observation``.

    A blank value beside a numerator and a denominator is worked out first, in ``figures``. The
    unit's rules are held against the measures that are declared, and no others.
    """
    units = _Units(measure, measures)
    _work_out(figures, absence, units)
    value, lower, upper = figures["value"], figures["lower"], figures["upper"]
    count, total = figures["numerator"], figures["denominator"]
    fraction = units.multiplier * count / total
    # Each row has one problem: what is wrong with the counts is wrong with their fraction too.
    possible = (total > 0) & (count >= 0)
    above = units.bounded & possible & (count > total)
    cases: tuple[tuple[NDArray[np.bool_], IssueCode, str, Figures, str], ...] = (
        (np.isnan(value) & (absence < 0), IssueCode.NO_VALUE_NO_REASON, "value", value, "a value"),
        (~np.isnan(value) & (absence >= 0), IssueCode.VALUE_AND_ABSENCE, "value", value, "none"),
        (total <= 0, IssueCode.OUT_OF_RANGE, "denominator", total, "a denominator above 0"),
        (count < 0, IssueCode.OUT_OF_RANGE, "numerator", count, "a numerator of 0 or more"),
        (
            (lower > value) | (upper < value) | (lower > upper),
            IssueCode.INTERVAL_NOT_AROUND_VALUE,
            "lower",
            lower,
            "an interval that holds the value",
        ),
        (
            (value < units.lowest) | (value > units.highest),
            IssueCode.OUT_OF_RANGE,
            "value",
            value,
            "a value that the measure's unit can have",
        ),
        (
            above,
            IssueCode.NUMERATOR_ABOVE_DENOMINATOR,
            "numerator",
            count,
            "a numerator no larger than its denominator",
        ),
        (
            (np.abs(fraction - value) > FRACTION_TOLERANCE + _ROOM) & possible & ~above,
            IssueCode.VALUE_AND_FRACTION_DISAGREE,
            "value",
            value,
            "numerator over denominator, in the measure's unit",
        ),
    )
    for bad, code, field, column, expected in cases:
        if bad.any():
            found.add_rows(bad, start, code, field, _printed(column), expected)


def _printed(column: Figures) -> Callable[[int], str]:
    return lambda row: "nothing" if np.isnan(column[row]) else f"{column[row]:g}"


def _work_out(figures: dict[str, Figures], absence: NDArray[np.int8], units: _Units) -> None:
    worked_out = units.multiplier * figures["numerator"] / figures["denominator"]
    value = figures["value"]
    blank = np.isnan(value) & (absence < 0) & (figures["denominator"] > 0)
    if blank.any():
        figures["value"] = np.where(blank, worked_out, value)


class _Units:
    """What the units of the measures in a block allow; NaN where there is no limit."""

    def __init__(self, measure: pa.Array, measures: Mapping[str, Measure]) -> None:
        encoded = measure.dictionary_encode()
        names = encoded.dictionary.to_pylist()
        table = np.full((3, len(names)), np.nan)
        for at, name in enumerate(names):
            if (declared := measures.get(name)) is not None:
                unit = declared.unit
                table[:, at] = [
                    np.nan if bound is None else bound
                    for bound in (unit.multiplier, unit.lowest, unit.highest)
                ]
        self.multiplier, self.lowest, self.highest = table[:, encoded.indices.to_numpy()]
        self.bounded = ~np.isnan(self.multiplier) & ~np.isnan(self.highest)
