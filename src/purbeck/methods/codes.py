"""The codes that methods answer with, and the one place where polarity makes a verdict of them."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from purbeck.methods.arrays import Codes
from purbeck.model.polarity import Polarity


class Direction(IntEnum):
    """Which way a figure lies, or a series moves, before polarity says if that is good.

    The outer two are for methods with a second, stricter level (99.8%).
    """

    UNKNOWN = -128
    MUCH_LOWER = -2
    LOWER = -1
    SAME = 0
    HIGHER = 1
    MUCH_HIGHER = 2


class Verdict(IntEnum):
    """What a direction is worth. Where neither way is better it stays a direction."""

    UNKNOWN = -128
    MUCH_LOWER = -12
    LOWER = -11
    WORST = -2
    WORSE = -1
    SAME = 0
    BETTER = 1
    BEST = 2
    HIGHER = 11
    MUCH_HIGHER = 12


class Obstacle(IntEnum):
    """Why a method gives no answer, or one that should not be leant on."""

    NONE = 0
    NO_FIGURE = 1
    NO_INTERVAL = 2
    NO_DENOMINATOR = 3
    IMPOSSIBLE_COUNT = 4
    TOO_FEW_POINTS = 5
    ALL_OR_NOTHING = 6
    NO_VARIATION = 7
    NOT_FOR_THIS_KIND = 8
    POOLED_YEARS = 9
    NOT_ESTIMABLE = 10
    TOO_FEW_EVENTS = 11


# How far a verdict without judgement stands from its direction: LOWER is -1 - 10.
_UNJUDGED = 10


def judged(direction: Codes, polarity: Polarity) -> Codes:
    """Make verdicts of directions: the only place where polarity decides.

    Parameters
    ----------
    direction
        Codes of ``Direction``, of any shape.
    polarity
        HIGHER leaves the sign, LOWER turns it. NEITHER and RANGE give no judgement, for a
        direction alone does not say whether a figure came nearer to its range.

    Returns
    -------
    Codes
        Codes of ``Verdict``; SAME stays SAME and UNKNOWN stays UNKNOWN.

    Examples
    --------
    >>> lies = np.array([Direction.LOWER, Direction.SAME, Direction.MUCH_HIGHER], dtype=np.int8)
    >>> [Verdict(code).name for code in judged(lies, Polarity.LOWER)]
    ['BETTER', 'SAME', 'WORST']
    >>> [Verdict(code).name for code in judged(lies, Polarity.NEITHER)]
    ['LOWER', 'SAME', 'MUCH_HIGHER']
    """
    known = direction != Direction.UNKNOWN
    if polarity is Polarity.HIGHER:
        return direction.astype(np.int8)
    if polarity is Polarity.LOWER:
        return np.where(known, -direction.astype(np.int16), Verdict.UNKNOWN).astype(np.int8)
    apart = direction.astype(np.int16) + _UNJUDGED * np.sign(direction)
    return np.where(known, apart, Verdict.UNKNOWN).astype(np.int8)
