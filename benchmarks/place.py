"""Small areas in bulk: 33,000 of them by 20 periods, one measure, beside a way by pandas.

Run: ``python -m benchmarks.place [--areas 33000] [--periods 20]``. The figures are made up, from a
seed. Timed are everything that is said of place: years pooled, scores and limits, shrinkage, trends
and the gap; and, of the same figures, by pandas the least that one would write oneself, of pooled
sums, a z score, shrinkage to the mean, and a straight line through each area's rates, by groupby
and apply, which is the slow part. It has neither limits nor exact tails.
"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np
import pandas as pd

from purbeck.assess.place import place_standing, place_trends
from purbeck.assess.rural_urban import rural_urban
from purbeck.model.area import Setting
from purbeck.model.measure import MeasureKind, PopulationIndicator
from purbeck.model.period import Period, PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.unit import UNITS, UnitCode
from purbeck.panel import Panel

SEED = 20261124
FIRST_YEAR = 2005
MOST_YEARS = 5


def drawn(areas: int, periods: int) -> Panel:
    """Draw events of areas of about 1,600 people, six in a thousand a year, a third apart."""
    chance = np.random.default_rng(SEED)
    people = np.repeat(np.round(chance.gamma(9.0, 180.0, (areas, 1)) + 1.0), periods, axis=1)
    events = chance.poisson(people * chance.gamma(8.0, 0.006 / 8.0, (areas, 1))).astype(np.float64)
    none = np.full((areas, periods), np.nan)
    return Panel(
        measure=PopulationIndicator(
            id="events",
            name="Events",
            kind=MeasureKind.POPULATION_INDICATOR,
            unit=UNITS[UnitCode.RATE_PER_1000],
            polarity=Polarity.LOWER,
            period_kind=PeriodKind.CALENDAR_YEAR,
        ),
        areas=tuple(f"E01{number:06d}" for number in range(areas)),
        periods=tuple(Period(PeriodKind.CALENDAR_YEAR, FIRST_YEAR + n) for n in range(periods)),
        value=1000.0 * events / people,
        numerator=events,
        denominator=people,
        lower=none,
        upper=none.copy(),
        state=np.zeros((areas, periods), dtype=np.int8),
        status=np.zeros((areas, periods), dtype=np.int8),
    )


def by_purbeck(panel: Panel) -> None:
    """Say everything that is said of place."""
    settings = [Setting.RURAL if n % 5 == 0 else Setting.URBAN for n in range(len(panel.areas))]
    standing = place_standing(panel, DEFAULT_POLICY, MOST_YEARS)
    place_trends(panel, DEFAULT_POLICY)
    rural_urban(panel, standing.pooled, settings)


def by_pandas(table: pd.DataFrame, periods: int) -> None:
    """Say the least of it, as it is mostly written."""
    last = table[table["period"] > FIRST_YEAR + periods - 1 - 3]
    sums = last.groupby("area")[["events", "people"]].sum()
    mean = sums["events"].sum() / sums["people"].sum()
    rate = sums["events"] / sums["people"]
    _ = (rate - mean) / np.sqrt(mean / sums["people"])
    weights = sums["people"] / sums["people"].sum()
    between = (weights * (rate - mean) ** 2).sum() - mean / sums["people"].mean()
    _ = mean + (rate - mean) * between / (between + mean / sums["people"])
    table = table.assign(rate=table["events"] / table["people"])
    table.groupby("area")[["period", "rate"]].apply(
        lambda rows: np.polyfit(rows["period"], rows["rate"], 1)[0]
    )


def main() -> None:
    """Time both on the same figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--areas", type=int, default=33_000)
    parser.add_argument("--periods", type=int, default=20)
    given = parser.parse_args()
    panel = drawn(given.areas, given.periods)
    began = time.perf_counter()
    by_purbeck(panel)
    took = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"purbeck: {took:.1f} s, {most:.2f} GiB at most")
    table = pd.DataFrame(
        {
            "area": np.repeat(panel.areas, given.periods),
            "period": np.tile([period.year for period in panel.periods], given.areas),
            "events": panel.numerator.ravel(),
            "people": panel.denominator.ravel(),
        }
    )
    began = time.perf_counter()
    by_pandas(table, given.periods)
    print(f"pandas:  {time.perf_counter() - began:.1f} s, without limits, exact tails or tests")


if __name__ == "__main__":
    main()
