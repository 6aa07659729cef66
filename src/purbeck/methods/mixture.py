"""The mixture of rows that comes nearest to a target: weights none below 0, summing to 1."""

from __future__ import annotations

import numpy as np
from scipy.optimize import nnls

from purbeck.methods.arrays import Figures


def simplex_weights(target: Figures, donors: Figures) -> Figures:
    """Give the weights, none below 0 and summing to 1, whose mixture comes nearest to a target.

    Least squares over the columns. With weights that sum to 1 the distance is that of a point
    among the differences to the target from 0; scaled to sum to 1, the non-negative least squares
    solution of those differences and a row of ones gives it exactly, without a penalty.

    References
    ----------
    Lawson and Hanson 1974, Solving Least Squares Problems, ch 23.

    Examples
    --------
    >>> simplex_weights(np.array([3.0, 3.0]), np.array([[2.0, 2.0], [6.0, 6.0]])).round(2).tolist()
    [0.75, 0.25]
    """
    apart = donors - target
    scale = float(np.abs(apart).max()) if apart.size else 0.0
    system = np.vstack([(apart / (scale or 1.0)).T, np.ones(len(donors))])
    found, _ = nnls(system, np.append(np.zeros(len(target)), 1.0))
    weights: Figures = found / found.sum()
    return weights
