"""Rates made comparable: direct and indirect standardisation for age.

Source: PHEindicatormethods 2.1.0 (093fd28), R/DSR.R and R/ISRatio.R. The last axis is that of
the age bands; any axes before it are areas.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Codes, Figures, Flags, figures, finite
from purbeck.methods.codes import Obstacle
from purbeck.methods.interval import LEVEL, byar, poisson

# fmt: off
EUROPEAN_STANDARD_2013 = (
    5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
    7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000,
)
# fmt: on
"""The European Standard Population 2013 (Eurostat): five-year bands from 0-4 to 90 and over."""

FEWEST_EVENTS = 10
"""A directly standardised rate of fewer events is not given (Fingertips)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standardised:
    """Standardised rates or ratios, one for each area, with their intervals.

    Attributes
    ----------
    value, lower, upper
        Per ``multiplier``; NaN where there is none.
    observed
        All events.
    expected
        The events that the reference rates would have given; NaN for direct standardisation.
    obstacle
        Codes of ``Obstacle``.
    """

    value: Figures
    lower: Figures
    upper: Figures
    observed: Figures
    expected: Figures
    obstacle: Codes


@np.errstate(all="ignore")
def direct_rate(
    count: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike = EUROPEAN_STANDARD_2013,
    *,
    multiplier: float = 100_000.0,
    confidence: float = LEVEL,
) -> Standardised:
    """Give the directly standardised rate: the standard population's, at the area's own rates.

    Parameters
    ----------
    count, population
        Events and people of each age band, of shape (..., bands). A missing count is none.
    standard
        People of each band in the standard population, in the same order.
    multiplier
        What the rate is per.
    confidence
        Of the interval: Dobson's, from Byar's of all events.

    Returns
    -------
    Standardised
        Fewer than ten events: TOO_FEW_EVENTS. A band without people: NO_DENOMINATOR. A negative
        count: IMPOSSIBLE_COUNT.

    References
    ----------
    Dobson et al. 1991, Stat Med 10:457.

    Examples
    --------
    >>> found = direct_rate([10, 20], [1000, 500], [6, 4])
    >>> print(f"{found.value:.0f} {found.lower:.1f} {found.upper:.1f}")
    2200 1478.1 3148.5
    """
    x, n, w = figures(count, population, standard)
    peopled = (n > 0).all(axis=-1) & (w >= 0).all(axis=-1)
    possible = ~_cannot_be(count).any(axis=-1)
    x = np.nan_to_num(x)
    observed = x.sum(axis=-1)
    total = w.sum(axis=-1)
    value = (w * x / n).sum(axis=-1) / total
    variance = (w * w * x / (n * n)).sum(axis=-1) / total**2
    limits = byar(observed, confidence)
    stretch = np.sqrt(variance / observed)
    obstacle = _obstacle(
        (~possible, Obstacle.IMPOSSIBLE_COUNT),
        (~peopled, Obstacle.NO_DENOMINATOR),
        (observed < FEWEST_EVENTS, Obstacle.TOO_FEW_EVENTS),
    )
    scale = np.where(obstacle == Obstacle.NONE, multiplier, np.nan)
    return Standardised(
        value=value * scale,
        lower=(value + stretch * (limits.lower - observed)) * scale,
        upper=(value + stretch * (limits.upper - observed)) * scale,
        observed=finite(observed),
        expected=np.full(observed.shape, np.nan),
        obstacle=obstacle,
    )


@np.errstate(all="ignore")
def indirect_ratio(
    observed: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    *,
    multiplier: float = 1.0,
    confidence: float = LEVEL,
) -> Standardised:
    """Give the indirectly standardised ratio: events over those at the reference's rates.

    Parameters
    ----------
    observed
        All events of each area, of shape (...): the ages of the events need not be known.
    population
        People of each age band, of shape (..., bands); missing is none.
    reference_count, reference_population
        Events and people of each band in the reference population.
    multiplier
        1 for a ratio, 100 for the SMR as it is mostly shown; the reference's crude rate makes
        an indirectly standardised rate of it.

    Returns
    -------
    Standardised
        The interval is exact below ten events and Byar's from ten on. Nothing expected:
        NO_DENOMINATOR. A negative count: IMPOSSIBLE_COUNT; a missing one: NO_FIGURE.

    Examples
    --------
    >>> found = indirect_ratio(40, [1000, 500], [100, 200], [10_000, 5_000])
    >>> print(f"{found.expected:.0f} {found.value:.4f} {found.lower:.4f} {found.upper:.4f}")
    30 1.3333 0.9524 1.8157
    """
    n, ref_x, ref_n = figures(population, reference_count, reference_population)
    impossible = _cannot_be(population).any(axis=-1) | _cannot_be(reference_count).any(axis=-1)
    possible = ~impossible & (ref_n > 0).all(axis=-1)
    expected = (np.nan_to_num(ref_x) / ref_n * np.nan_to_num(n)).sum(axis=-1)
    x, expected, known = figures(observed, expected, possible)
    limits = poisson(x, confidence)
    obstacle = _obstacle(
        (np.isnan(x), Obstacle.NO_FIGURE),
        (x < 0, Obstacle.IMPOSSIBLE_COUNT),
        ((known == 0) | ~(expected > 0), Obstacle.NO_DENOMINATOR),
    )
    scale = np.where(obstacle == Obstacle.NONE, multiplier, np.nan) / expected
    return Standardised(
        value=x * scale,
        lower=limits.lower * scale,
        upper=limits.upper * scale,
        observed=x,
        expected=expected,
        obstacle=obstacle,
    )


def _cannot_be(figure: ArrayLike) -> Flags:
    """Tell negative and infinite figures from missing ones, which count as none."""
    given = np.asarray(figure, dtype=np.float64)
    return (given < 0) | np.isinf(given)


def _obstacle(*cases: tuple[Flags | np.bool_, Obstacle]) -> Codes:
    return np.select(
        [np.asarray(flags) for flags, _ in cases],
        [np.int8(obstacle) for _, obstacle in cases],
        default=np.int8(Obstacle.NONE),
    )
