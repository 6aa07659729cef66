"""What choosing neighbours, and holding areas against mixtures of them, does on published figures.

Run: ``PURBECK_SHARED=FOLDER python -m benchmarks.neighbour_evidence``. Reads the long file of the
Local Authority Interactive Tool of the Department for Education. Two questions are asked of every
measure in per cent that is published for most authorities:

1. How many comparisons with the mean of the statistical neighbours hang on the choice: of one of
   the ten, or of the model of characteristics that ships with Purbeck?
2. Where nothing was done, how often is p at most 0.1 all the same? Each authority is treated as if
   it had acted three years before the end, with its neighbours as donors.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.lait import dictionary
from purbeck.areas import authorities, neighbours
from purbeck.assess.neighbour_agreement import attribute_table
from purbeck.assess.neighbour_choice import MemberFigures, choice_of_neighbours
from purbeck.assess.neighbour_model import neighbour_model
from purbeck.methods.synthetic_control import Controlled, synthetic_control
from purbeck.model.measure import MeasureKind, PopulationIndicator
from purbeck.model.period import PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.unit import UNITS, UnitCode
from purbeck.model.verdict import NeighbourChoice

ENOUGH_AREAS = 140
SINCE = 3
RARE = 0.1

Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Table:
    """One measure: the codes of authorities, and their figures by year, the newest last."""

    name: str
    areas: tuple[str, ...]
    values: Figures


def tables(shared: Path) -> Iterator[Table]:
    """Read the measures in per cent that most authorities have in the newest year."""
    about = dictionary(shared)
    long = pl.read_parquet(shared / "data" / "lait" / "bds_long_0.parquet")
    standing = {one.dfe: one.code for one in authorities().all if one.dfe and one.end is None}
    of = {name for name, row in about.items() if row["y_axis_name"].strip().startswith("%")}
    long = long.filter(pl.col("Short Desc").is_in(sorted(of)) & pl.col("LA Number").is_not_null())
    for (name,), part in long.sort("Short Desc", "Years").group_by(
        "Short Desc", maintain_order=True
    ):
        years = sorted(part["Years"].unique())
        if any(len(year) != len(years[-1]) for year in years):
            continue
        codes = sorted(standing.values())
        values = np.full((len(codes), len(years)), np.nan)
        for row in part.iter_rows(named=True):
            code = standing.get(str(int(row["LA Number"])))
            if code is not None:
                values[codes.index(code), years.index(row["Years"])] = _number(row["Values"])
        if (~np.isnan(values[:, -1])).sum() >= ENOUGH_AREAS:
            yield Table(str(name), tuple(codes), values)


def _number(text: str | None) -> float:
    try:
        return float(text) if text is not None else np.nan
    except ValueError:
        return np.nan


def members_of(table: Table, lists: dict[str, tuple[str, ...]], column: int) -> MemberFigures:
    """Give the figures of each area's neighbours in one year."""
    row_of = {code: row for row, code in enumerate(table.areas)}
    value = np.full((len(table.areas), 10), np.nan)
    for row, code in enumerate(table.areas):
        for place, other in enumerate(lists.get(code, ())):
            if other in row_of:
                value[row, place] = table.values[row_of[other], column]
    return MemberFigures(value=value, members=np.full(len(table.areas), 10))


def hanging(table: Table, published: dict[str, tuple[str, ...]]) -> NDArray[np.intp]:
    """Count the verdicts of a measure, those that hang on one neighbour, and on the model."""
    model = neighbour_model(attribute_table())
    known = set(model.table.areas)
    ours = {c: tuple(one.code for one in model.of(c)) for c in table.areas if c in known}
    measure = PopulationIndicator(
        id="measure",
        name=table.name,
        unit=UNITS[UnitCode.PERCENTAGE],
        polarity=Polarity.HIGHER,
        period_kind=PeriodKind.CALENDAR_YEAR,
        kind=MeasureKind.POPULATION_INDICATOR,
    )
    found = choice_of_neighbours(
        measure,
        DEFAULT_POLICY,
        table.values[:, -1],
        members_of(table, published, -1),
        members_of(table, ours, -1),
    )
    verdicts = [found.findings.verdicts[code] for code in found.findings.verdict]
    known_ones = np.array([one is not NeighbourChoice.CANNOT_BE_ASSESSED for one in verdicts])
    hangs = np.array([one is NeighbourChoice.HANGS for one in verdicts])
    by_one = found.changing.any(axis=1) & known_ones
    by_model = (found.published != found.by_model) & known_ones
    return np.array([known_ones.sum(), hangs.sum(), by_one.sum(), by_model.sum()])


def placebos(table: Table, published: dict[str, tuple[str, ...]]) -> Iterator[float | None]:
    """Treat each authority as if it had acted; None where there is no p."""
    row_of = {code: row for row, code in enumerate(table.areas)}
    for row, code in enumerate(table.areas):
        donors = [row_of[one] for one in published.get(code, ()) if one in row_of]
        action = table.values.shape[1] - SINCE
        if donors and action > 0:
            found = synthetic_control(table.values[row], table.values[donors], action)
            yield found.p if found.state is Controlled.CONTROLLED else None


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both answers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--measures", type=int, default=1000, help="at most so many, by name")
    given = parser.parse_args(arguments)
    read = list(tables(Path(os.environ["PURBECK_SHARED"])))[: given.measures]
    newest = {
        one.code: tuple(authorities().latest(n.code).code for n in neighbours(one.code))
        for one in authorities().all
        if one.kind.is_upper_tier and one.end is None
    }
    counted = np.sum([hanging(table, newest) for table in read], axis=0)
    print(f"{len(read)} measures, {counted[0]:,} verdicts: {counted[1] / counted[0]:.0%} hang,")
    print(
        f"{counted[2] / counted[0]:.0%} on one of ten, {counted[3] / counted[0]:.0%} on the model"
    )
    chances = [p for table in read for p in placebos(table, newest)]
    judged = np.array([p for p in chances if p is not None])
    print(f"{len(chances):,} areas, {len(judged):,} with a p; at most {RARE}: ", end="")
    print(f"{np.mean(judged <= RARE + 1e-9):.1%}; at most 0.5: {np.mean(judged <= 0.5):.1%}")


if __name__ == "__main__":
    main()
