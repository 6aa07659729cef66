"""Cochran and Armitage's test of whether proportions rise or fall steadily over time."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from purbeck.methods.arrays import Figures, figures, weighted


@np.errstate(all="ignore")
def cochran_armitage(count: ArrayLike, total: ArrayLike) -> Figures:
    """Give the chi-squared statistic for a linear trend in proportions, one degree of freedom.

    Parameters
    ----------
    count, total
        Of shape (areas, periods). A period without either, or with an impossible count, is left
        out; its place in time is kept.

    Returns
    -------
    Figures
        Of shape (areas,). 0 where every proportion is the same, NaN where all counts are 0 or
        all equal their totals, or fewer than two periods are left.

    References
    ----------
    Cochran 1954, Biometrics 10:417; Armitage 1955, Biometrics 11:375. R: ``prop.trend.test``.

    Examples
    --------
    >>> cochran_armitage([[594, 1822, 2578, 2426, 623, 2347]], [[984, 2963, 4264, 3913, 957, 3536]])
    array([28.82997223])
    """
    x, n = figures(count, total)
    possible = (n > 0) & (x >= 0) & (x <= n)
    x, n = np.where(possible, x, 0.0), np.where(possible, n, 0.0)
    share = x.sum(axis=1) / n.sum(axis=1)
    # From the weighted middle of time: whole sums of n * t * t would lose digits in large counts.
    time = np.arange(x.shape[1], dtype=np.float64)
    t = time - (weighted(n, time) / n.sum(axis=1))[:, None]
    moment = ((x - n * share[:, None]) * t).sum(axis=1)
    chi2 = moment**2 / (share * (1.0 - share) * (n * t * t).sum(axis=1))
    return np.where(np.isfinite(chi2), chi2, np.nan)


def p_of_chi2(chi2: ArrayLike) -> Figures:
    """Give the p value of a chi-squared statistic with one degree of freedom; NaN for NaN.

    Examples
    --------
    >>> p_of_chi2([0.0, 9.54953570608324]).round(6)
    array([1.   , 0.002])
    """
    (statistic,) = figures(chi2)
    return np.asarray(chdtrc(1.0, statistic))
