"""Funnels for areas that differ by more than chance: how much more, and limits that allow it.

Areas differ for reasons that a measure does not hold, and with large denominators nearly all lie
beyond the limits of chance. An additive variance between areas, found without the extremes,
widens the limits for all alike.

Trimming takes part of the ordinary spread for extremes, so the widened limits are narrower than
their name: of areas that differ normally, 95% limits hold about 88 in 100 where the extremes are
drawn in, and about 80 where they are left out (see the tests).

References
----------
Spiegelhalter 2005, Stat Med 24:1185, and Qual Saf Health Care 14:347. Source of the constants
and of the treatment of extremes: FunnelPlotR 0.6.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from purbeck.methods.arrays import Columns, Figures, Flags, figures, finite
from purbeck.methods.interval import LEVEL, Interval, critical_value
from purbeck.methods.rank import ranks, type_7_quantile
from purbeck.model.errors import UsageError

TRIMMED = 0.1
"""A tenth of the areas at each end is drawn in (or left out) before dispersion is measured."""

SIGNIFICANT = 0.05
"""Limits are widened only where dispersion beyond chance is shown at this level."""


class Scale(Enum):
    """The scale on which areas are set side by side, and what it is for."""

    PROPORTION = "arcsine of the square root"
    RATIO_BY_LOG = "log, as for the hospital mortality indicator (SHMI)"
    RATIO_BY_ROOT = "square root, as the Care Quality Commission had it"
    COUNTS = "log of the ratio of two counts"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dispersion:
    """How much areas differ. Arrays are without the axis of the areas, but for ``score``.

    Attributes
    ----------
    phi
        The mean squared z score without the extremes: 1 is chance alone.
    p
        The chance of as much or more if there were chance alone.
    variance
        Between areas, on the transformed scale (tau squared); 0 where there is no excess.
    shown
        Whether p is below SIGNIFICANT. Only then is the variance applied, to scores and limits.
    score
        Each area's z, with chance and the variance that is applied; NaN where it has none.
    target
        The average, on the transformed scale.
    areas
        How many areas the dispersion is measured from.
    """

    scale: Scale
    phi: Figures
    p: Figures
    variance: Figures
    shown: Flags
    score: Figures
    target: Figures
    areas: Columns

    @property
    def applied(self) -> Figures:
        """The variance between areas that limits are widened by: 0 unless it is shown."""
        return np.where(self.shown, self.variance, 0.0)


@np.errstate(all="ignore")
def dispersion(
    numerator: ArrayLike, denominator: ArrayLike, scale: Scale, trimmed: float = TRIMMED
) -> Dispersion:
    """Measure how much more areas differ than chance would have them.

    Parameters
    ----------
    numerator, denominator
        Counts and totals, or observed and expected events, or two counts. Areas along the first
        axis; any further axes are groups that have nothing to do with each other.
    scale
        RATIO_BY_LOG leaves the extremes out; the others draw them in to the quantiles.
    trimmed
        The share of areas at each end that count as extreme.

    Returns
    -------
    Dispersion
        Areas without figures, or for which the transformation does not exist (no events on the
        log scale), have no score. With fewer than two areas left: phi NaN, variance 0.

    Examples
    --------
    >>> found = dispersion([50, 70, 30, 60, 40], [100] * 5, Scale.PROPORTION)
    >>> print(f"{found.phi:.2f} {found.variance:.4f} {found.shown}")
    5.91 0.0160 True
    """
    if not 0.0 <= trimmed < 0.5:
        raise UsageError(f"The share to trim is from 0 to below a half, not {trimmed}.")
    x, n = figures(numerator, denominator)
    y, s, target = _transformed(x, n, scale)
    z = (y - target) / s
    kept, drawn_in = _without_extremes(z, scale, trimmed)
    areas = np.asarray(kept.sum(axis=0))
    phi = np.where(kept, drawn_in**2, 0.0).sum(axis=0) / areas
    phi = np.where((areas >= 2) & np.isfinite(phi), phi, np.nan)
    p = np.asarray(chdtrc(areas, areas * phi))
    shown = np.asarray(p < SIGNIFICANT)
    variance = np.where(np.isnan(phi), 0.0, _between(areas, phi, np.where(kept, s, np.nan)))
    return Dispersion(
        scale=scale,
        phi=phi,
        p=p,
        variance=variance,
        shown=shown,
        score=finite((y - target) / np.sqrt(s * s + np.where(shown, variance, 0.0))),
        target=finite(target),
        areas=areas,
    )


def _transformed(x: Figures, n: Figures, scale: Scale) -> tuple[Figures, Figures, Figures]:
    """Give values and standard errors on the scale, NaN for none, and their target."""
    possible = (x >= 0) & (n > 0)
    if scale is Scale.PROPORTION:
        possible &= x <= n
    if scale is Scale.RATIO_BY_LOG:
        possible &= x > 0
    x, n = np.where(possible, x, np.nan), np.where(possible, n, np.nan)
    average = np.nansum(x, axis=0) / np.nansum(n, axis=0)
    if scale is Scale.PROPORTION:
        return np.arcsin(np.sqrt(x / n)), 0.5 / np.sqrt(n), np.arcsin(np.sqrt(average))
    if scale is Scale.RATIO_BY_LOG:
        return np.log(x / n), 1.0 / np.sqrt(n), np.zeros(x.shape[1:])
    if scale is Scale.RATIO_BY_ROOT:
        return np.sqrt(x / n), 0.5 / np.sqrt(n), np.ones(x.shape[1:])
    error = np.sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2)
    return np.log((x + 0.5) / (n + 0.5)), error, np.log(average)


def _without_extremes(z: Figures, scale: Scale, trimmed: float) -> tuple[Flags, Figures]:
    """Tell which areas count, and give the scores with the extremes drawn in."""
    there = ~np.isnan(z)
    if not len(z) or not trimmed:
        return there, z
    if scale is not Scale.RATIO_BY_LOG:
        ordered, areas = np.sort(z, axis=0), there.sum(axis=0)
        least, most = (type_7_quantile(ordered, areas, end) for end in (trimmed, 1.0 - trimmed))
        return there, np.clip(z, least, most)
    # Each area's group of a tenth by its rank, ties sharing the mean rank; the end groups go.
    ranked = ranks(z)
    rank = (ranked.from_lowest + ranked.peers + 1.0 - ranked.from_highest) / 2.0
    groups = 1.0 / trimmed
    group = np.floor(rank * groups / (ranked.peers + 1.0))
    return there & (group > 0) & (group < groups - 1.0), z


def _between(areas: Columns, phi: Figures, error: Figures) -> Figures:
    """Give DerSimonian and Laird's variance between areas; 0 where there is no excess."""
    excess = areas * phi - (areas - 1.0)
    weight = np.nan_to_num(error**-2.0)
    total = weight.sum(axis=0)
    spread = total - (weight**2).sum(axis=0) / total
    return np.where(spread > 0, np.maximum(0.0, excess / spread), 0.0)


@np.errstate(all="ignore")
def widened_limits(
    denominator: ArrayLike, found: Dispersion, confidence: float = LEVEL, of: ArrayLike = np.nan
) -> Interval:
    """Give the funnel's limits with the variance between areas, on the figure's own scale.

    Parameters
    ----------
    denominator
        Where the funnel is wanted.
    found
        What ``dispersion`` gave.
    confidence
        0.95 for the inner limits, 0.998 for the outer ones.
    of
        The numerators, for COUNTS only: the error there depends on both.

    Returns
    -------
    Interval
        As proportions or ratios; a proportion's within [0, 1], none below 0. NaN where the
        denominator is not above 0.

    Examples
    --------
    >>> found = dispersion([50, 70, 30, 60, 40], [100] * 5, Scale.PROPORTION)
    >>> limits = widened_limits(100, found)
    >>> print(f"{limits.lower:.3f} {limits.upper:.3f}")
    0.246 0.754
    """
    z = critical_value(confidence)
    n, x = figures(denominator, of)
    n = np.where(n > 0, n, np.nan)
    if found.scale is Scale.COUNTS:
        error = np.sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2)
    else:
        error = (1.0 if found.scale is Scale.RATIO_BY_LOG else 0.5) / np.sqrt(n)
    reach = z * np.sqrt(error * error + found.applied)
    low, high = found.target - reach, found.target + reach
    if found.scale is Scale.PROPORTION:
        ends = (np.clip(end, 0.0, np.pi / 2.0) for end in (low, high))
        return Interval(*(np.asarray(np.sin(end) ** 2) for end in ends))
    if found.scale is Scale.RATIO_BY_ROOT:
        return Interval(np.maximum(low, 0.0) ** 2, high**2)
    return Interval(np.exp(low), np.exp(high))
