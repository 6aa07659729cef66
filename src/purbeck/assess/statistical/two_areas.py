"""Two areas held against each other where the other's figure is as uncertain as one's own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.benchmark import Benchmark
from purbeck.assess.latest import pick
from purbeck.assess.statistical.counted import Family, counts_of, family_of
from purbeck.methods.codes import Direction
from purbeck.methods.interval import LEVEL
from purbeck.methods.proportion_test import compare_proportions
from purbeck.methods.rate_ratio import compare_rates
from purbeck.panel.panel import Panel

LARGE = 20.0
"""How many times an area's denominator a benchmark's must be to be taken as exact: its own
chance then widens the error of the difference by less than 3% (the root of 1 + 1/20). Our own."""


def between_two_areas(
    panel: Panel, latest: NDArray[np.intp], benchmark: Benchmark, outer_level: float
) -> NDArray[np.int8]:
    """Test each area's latest figure against the comparator's by the counts of both.

    Returns
    -------
    ndarray
        Codes of ``Direction``, the outer ones at ``outer_level``; UNKNOWN where the counts of
        either are not known, or where the benchmark is large enough to be taken as exact. A p of
        exactly one in twenty is SAME. Shares: the score test; rates: the exact test of the ratio.
    """
    unknown = np.full(latest.shape, Direction.UNKNOWN, dtype=np.int8)
    if benchmark.numerator is None or benchmark.denominator is None:
        return unknown
    numerator, denominator = counts_of(panel)
    x, n = pick(numerator, latest, np.nan), pick(denominator, latest, np.nan)
    other_x, other_n = benchmark.numerator, benchmark.denominator
    if family_of(panel.measure) is Family.RATE:
        rates = compare_rates(x, n, other_x, other_n)
        p, higher = rates.p, rates.ratio > 1.0
    else:
        shares = compare_proportions(x, n, other_x, other_n)
        p, higher = shares.p, shares.difference > 0.0
    strength = np.select([p < 1.0 - outer_level, p < 1.0 - LEVEL], [2, 1], 0)
    tested = ~np.isnan(p) & (other_n < LARGE * n)
    return np.where(tested, np.where(higher, strength, -strength), unknown).astype(np.int8)
