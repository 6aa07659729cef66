"""Many tests at once: which of them would still be believed when so many were looked at."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from purbeck.methods.arrays import Flags

FALSE_SHARE = 0.05
"""The share of the areas singled out that may be there by chance alone. The usual level."""


def discoveries(p: ArrayLike, false_share: float = FALSE_SHARE) -> Flags:
    """Tell which tests stand when the false ones among them are held to a share.

    Parameters
    ----------
    p
        One a test, NaN for one that was not made, which does not count.
    false_share
        The most that may be expected to be false among those that stand.

    Returns
    -------
    Flags
        A test stands if its p is at or below ``rank / tests * false_share``, or if a larger one
        is. With one test that is p at or below ``false_share``; with none nothing stands.

    References
    ----------
    Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57:289. It holds for
    tests that do not depend on each other, and for those that move together.

    Examples
    --------
    >>> discoveries([0.001, 0.02, 0.03, 0.4, float("nan")]).tolist()
    [True, True, True, False, False]
    >>> discoveries([0.03, 0.4, 0.5, 0.6]).tolist()
    [False, False, False, False]
    """
    values = np.asarray(p, dtype=np.float64)
    made = ~np.isnan(values)
    ordered = np.sort(values[made])
    tests = len(ordered)
    within = ordered <= np.arange(1, tests + 1) / max(tests, 1) * false_share
    if not within.any():
        return np.zeros(values.shape, dtype=bool)
    return np.asarray(made & (values <= ordered[within][-1]))
