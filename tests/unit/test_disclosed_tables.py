"""Tables of areas by groups, drawn at random and disclosed as a workspace is.

Of each hidden figure the numerator, the denominator and the rest of it are counts of people. What a
reader can find of each is worked out here by linear programmes.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from purbeck.model.breakdown import Dimension, DimensionKind, Group, Subgroup
from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.observation import Observation
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import Policy
from purbeck.scorecard.disclosure import disclose
from tests.spec.drawn import measure
from tests.unit.test_methods_linked_cells import LEAST, cells_of, counts_of, interval

PARTS = (2, 4)
YEAR = Period.parse("2016-17", PeriodKind.ACADEMIC_YEAR)
DIMENSIONS = tuple(
    Dimension(
        id=f"d{number}",
        name=f"Dimension {number}",
        kind=DimensionKind.OTHER,
        groups=tuple(Group(id=f"g{at}", name=f"Group {at}") for at in range(size)),
    )
    for number, size in enumerate(PARTS)
)
SLOTS: tuple[Subgroup | None, ...] = (
    None,
    *(Subgroup(each.id, group.id) for each in DIMENSIONS for group in each.groups),
)


def figures(parts: NDArray[np.float64], rests: NDArray[np.float64]) -> list[Observation]:
    """Make the figures of a table; one of nobody has no row."""
    return [
        Observation(
            measure=measure().id,
            area=f"A{at // len(SLOTS)}",
            period=YEAR,
            value=100 * float(part / (part + rest)),
            numerator=float(part),
            denominator=float(part + rest),
            subgroup=SLOTS[at % len(SLOTS)],
        )
        for at, (part, rest) in enumerate(zip(parts, rests, strict=True))
        if part + rest
    ]


def drawn(random: Generator, areas: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw those in the numerator and the others, each of them a table that adds up."""
    return counts_of(areas, PARTS, random), counts_of(areas, PARTS, random)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("areas", [1, 3])
def test_no_small_count_of_a_figure_can_be_known_to_be_small(areas: int, seed: int) -> None:
    """Of numerators, denominators and the rest, each by itself, areas and groups at once."""
    parts, rests = drawn(default_rng(seed), areas)
    of = measure()
    total = AreaTotal(f"A{areas}", tuple(f"A{area}" for area in range(areas)))
    terms = Policy(disclosure=Disclosure(totals=(total,), least_denominator=0))
    shown = disclose(figures(parts, rests), {of.id: of}, terms, dimensions=DIMENSIONS)
    at = {(o.area, o.subgroup): o for o in (*shown.observations, *shown.breakdowns)}
    hidden = np.array(
        [
            (found := at.get((f"A{cell // len(SLOTS)}", SLOTS[cell % len(SLOTS)]))) is not None
            and found.value is None
            for cell in range(len(parts))
        ]
    )
    lines = cells_of(areas, PARTS)

    told = []
    for counts in (parts, rests, parts + rests):
        small = (counts > 0) & (counts < LEAST)
        assert not (small & ~hidden).any()
        for cell in np.flatnonzero(small):
            if interval(counts, lines, hidden, cell)[1] < LEAST - 1e-6:
                told.append((int(cell), counts[cell]))

    assert told == []
