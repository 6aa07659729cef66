"""How long all rules of inequality take, and how much memory, for one measure of small areas.

Run: ``python -m benchmarks.inequality``. 33,000 areas by 20 periods by 10 groups, drawn with a
seed: the coverage of the groups, every gap in every period with its interval, verdict and
direction, the slope and relative index of every period, and the group furthest behind. Beside it
the gap, its interval and a line through it alone, by pandas on a fraction of the areas.

It fails where more than 5 seconds or 2 GiB are taken.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from purbeck.assess.inequality import (
    coverage_of,
    furthest_behind,
    gap_directions,
    gradient_directions,
    gradients,
    group_gaps,
)
from purbeck.model.breakdown import Dimension, DimensionKind, Group
from purbeck.model.measure import PopulationIndicator
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UNITS, UnitCode
from purbeck.panel.grouped import GroupedPanel
from purbeck.panel.panel import Panel

T = TypeVar("T")

AREAS, GROUPS, PERIODS = 33_000, 10, 20
MOST_SECONDS, MOST_GIB = 5.0, 2.0
FRACTION = 100
"""One area of so many is given to pandas."""

MEASURE = PopulationIndicator(
    id="drawn",
    name="Drawn",
    unit=UNITS[UnitCode.PERCENTAGE],
    polarity=Polarity.HIGHER,
    period_kind=PeriodKind.ACADEMIC_YEAR,
)
YEARS = tuple(Period(PeriodKind.ACADEMIC_YEAR, 2005 + step) for step in range(PERIODS))


@dataclass(frozen=True, slots=True)
class Taken:
    """What one way took."""

    seconds: float
    cells: int


def drawn(areas: int, against: str) -> GroupedPanel:
    """Draw the figures of groups, with their totals."""
    random = np.random.default_rng(7)
    people = random.integers(20, 200, size=(areas * GROUPS, PERIODS)).astype(np.float64)
    level = random.uniform(0.3, 0.7, size=(areas * GROUPS, 1))
    drift = random.normal(0.0, 0.005, size=level.shape) * np.arange(PERIODS)
    counted = random.binomial(people.astype(int), np.clip(level + drift, 0.02, 0.98))
    counts = counted.astype(np.float64)
    names = tuple(f"{place:05d}" for place in range(areas))
    shape = (areas, GROUPS, PERIODS)
    dimension = Dimension(
        id="drawn",
        name="Drawn",
        kind=DimensionKind.DEPRIVATION,
        groups=tuple(Group(id=f"{place}", name=f"{place}") for place in range(GROUPS)),
        against=against,
    )
    return GroupedPanel(
        dimension,
        _panel(tuple(name for name in names for _ in range(GROUPS)), counts, people),
        _panel(names, counts.reshape(shape).sum(axis=1), people.reshape(shape).sum(axis=1)),
    )


def _panel(names: tuple[str, ...], x: NDArray[np.float64], n: NDArray[np.float64]) -> Panel:
    none = np.full(x.shape, np.nan)
    code = np.zeros(x.shape, dtype=np.int8)
    return Panel(
        measure=MEASURE,
        areas=names,
        periods=YEARS,
        value=100.0 * x / n,
        numerator=x,
        denominator=n,
        lower=none,
        upper=none,
        state=code,
        status=code,
    )


def by_the_rules(grouped: GroupedPanel) -> Taken:
    """Run every rule, and print what each takes."""
    start = time.perf_counter()
    coverage = _timed("people not known, sums", lambda: coverage_of(grouped))
    gaps = _timed("gaps with intervals and verdicts", lambda: group_gaps(grouped, coverage))
    _timed("direction of each gap", lambda: gap_directions(grouped, coverage, gaps))
    slopes = _timed("slope and relative index", lambda: gradients(grouped, coverage))
    assert slopes is not None
    _timed("direction of the slope", lambda: gradient_directions(grouped, coverage, slopes))
    _timed("the group furthest behind", lambda: furthest_behind(grouped, coverage))
    return Taken(time.perf_counter() - start, grouped.panel.value.size)


def _timed(name: str, run: Callable[[], T]) -> T:
    start = time.perf_counter()
    found = run()
    print(f"    {name:<34} {time.perf_counter() - start:6.2f} s")
    return found


def by_pandas(grouped: GroupedPanel) -> Taken:
    """Do less of it the usual way: join the reference, and fit a line to each group's gap."""
    areas, groups, periods = grouped.shape
    start = time.perf_counter()
    frame = pd.DataFrame(
        {
            "area": np.repeat(np.arange(areas), groups * periods),
            "group": np.tile(np.repeat(np.arange(groups), periods), areas),
            "period": np.tile(np.arange(periods), areas * groups),
            "x": grouped.panel.numerator.ravel(),
            "n": grouped.panel.denominator.ravel(),
        }
    )
    beside = frame[frame["group"] == groups - 1].drop(columns="group")
    joined = frame.merge(beside, on=["area", "period"], suffixes=("", "_other"))
    p, q = joined["x"] / joined["n"], joined["x_other"] / joined["n_other"]
    joined["gap"] = p - q
    joined["error"] = np.sqrt(p * (1 - p) / joined["n"] + q * (1 - q) / joined["n_other"])

    def line(rows: pd.DataFrame) -> float:
        weight = 1.0 / np.maximum(rows["error"], 1e-9) ** 2
        return float(np.polyfit(rows["period"], rows["gap"], 1, w=np.sqrt(weight))[0])

    joined.groupby(["area", "group"])[["period", "gap", "error"]].apply(line)
    return Taken(time.perf_counter() - start, len(joined))


def main(arguments: list[str] | None = None) -> int:
    """Print what is taken; 1 where that is more than is allowed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--areas", type=int, default=AREAS)
    parser.add_argument(
        "--against", default="", help="a group, from 0 to 9; everybody if not given"
    )
    given = parser.parse_args(arguments)
    print(f"{given.areas:,} areas, {PERIODS} periods, {GROUPS} groups, by every rule:")
    ours = by_the_rules(drawn(given.areas, given.against))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"  {ours.seconds:.2f} s in all; {peak:.2f} GiB at the most, the drawn figures with it")
    few = max(1, given.areas // FRACTION)
    theirs = by_pandas(drawn(few, given.against))
    scaled = theirs.seconds * ours.cells / theirs.cells
    print(f"Gap, error and line alone by pandas, {few:,} areas: {theirs.seconds:.2f} s")
    print(f"  {scaled:.0f} s for as many as above, {scaled / ours.seconds:.0f} times as long")
    fits = ours.seconds <= MOST_SECONDS and peak <= MOST_GIB
    print("Within" if fits else "Beyond", f"{MOST_SECONDS:g} s and {MOST_GIB:g} GiB.")
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
