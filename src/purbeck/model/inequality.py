"""The words in which it is said how groups of people stand to one another."""

from __future__ import annotations

from enum import Enum


class GapDirection(Enum):
    """How the size of a gap between groups moved, where that is more than chance would give."""

    WIDENING = "widening"
    NARROWING = "narrowing"
    TURNED_ROUND = "turned round"
    """The group that was behind is now ahead, or the other way round."""
    NOT_DISTINGUISHABLE = "not distinguishable"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class FurthestBehind(Enum):
    """Whether the group with the worst figure can be told from the next."""

    TOLD_APART = "furthest behind"
    NOT_TOLD_APART = "not told apart from the next"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class Gradient(Enum):
    """Which way figures go from the most to the least deprived, all groups taken together."""

    DEPRIVED_WORSE = "the more deprived are worse off"
    DEPRIVED_BETTER = "the more deprived are better off"
    HIGHER = "higher among the less deprived"
    LOWER = "lower among the less deprived"
    NOT_DISTINGUISHABLE = "no gradient that can be told from chance"
    CANNOT_BE_ASSESSED = "cannot be assessed"
