"""How well a synthetic control recovers an effect that is known, and how often it sees none.

Run: ``python -m benchmarks.synthetic_control_simulation --seed 20261124``. Figures follow two
factors that all areas share in different measure, a level of their own and chance. One area has
an effect of so many standard deviations of chance added in every period after the action.

Printed for each number of donors and of periods before: how often there was an answer at all, the
mean of the effect found less the true one (bias), the share of 90% intervals that held the truth,
and how often p was at most 0.1 with no effect (false) and with one (seen).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.methods.synthetic_control import Controlled, SyntheticControl, synthetic_control

SINCE = 3
SIZES = ((10, 8), (10, 12), (19, 8), (19, 12))
RARE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What came of one size of comparison."""

    answered: float
    bias: float
    error: float
    covered: float
    false: float
    seen: float


def drawn(random: np.random.Generator, units: int, periods: int) -> NDArray[np.float64]:
    """Draw the figures of areas that nothing happened to."""
    factors = np.cumsum(random.standard_normal((2, periods)), axis=1)
    level = random.normal(50.0, 4.0, (units, 1))
    loading = random.uniform(0.0, 1.5, (units, 2))
    return level + loading @ factors + random.standard_normal((units, periods))


def recovery(seed: int, donors: int, before: int, *, effect: float, repetitions: int) -> Recovery:
    """Draw and judge so many comparisons, with and without the effect."""
    random = np.random.default_rng([seed, donors, before])
    without, having = [], []
    for _ in range(repetitions):
        areas = drawn(random, donors + 1, before + SINCE)
        without.append(synthetic_control(areas[0], areas[1:], before))
        moved = areas[0] + effect * (np.arange(before + SINCE) >= before)
        having.append(synthetic_control(moved, areas[1:], before))
    judged = [one for one in having if one.state is Controlled.CONTROLLED]
    effects = np.array([one.effect for one in judged])
    ends = [one.interval(1.0 - RARE) for one in judged]
    return Recovery(
        answered=len(judged) / repetitions,
        bias=float(effects.mean()) - effect,
        error=float(effects.std() / np.sqrt(len(judged))),
        covered=float(np.mean([low <= effect <= high for low, high in ends])),
        false=_rare(without),
        seen=_rare(having),
    )


def _rare(found: Sequence[SyntheticControl]) -> float:
    judged = [one.p for one in found if one.state is Controlled.CONTROLLED]
    return float(np.mean(np.array(judged) <= RARE + 1e-9))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--repetitions", type=int, default=500)
    parser.add_argument("--effect", type=float, default=4.0, help="in deviations of chance")
    given = parser.parse_args(arguments)
    print("| Donors | Before | Answered | Bias | its error | 90% held it | False | Seen |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for donors, before in SIZES:
        found = recovery(
            given.seed, donors, before, effect=given.effect, repetitions=given.repetitions
        )
        print(
            f"| {donors} | {before} | {found.answered:.0%} | {found.bias:+.2f} | "
            f"{found.error:.2f} | {found.covered:.0%} | {found.false:.0%} | {found.seen:.0%} |"
        )


if __name__ == "__main__":
    main()
