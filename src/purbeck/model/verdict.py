"""The words in which a verdict is given, and the colours that stand for them."""

from __future__ import annotations

from enum import Enum


class Rag(Enum):
    """Red, amber, green, or no verdict at all."""

    GREEN = "G"
    AMBER = "A"
    RED = "R"
    NO_DATA = "ND"
    """No data or no polarity: it cannot be assessed. Never a substitute for amber, nor amber
    for it."""


class TrendVerdict(Enum):
    """How the latest figure stands to the one before it."""

    IMPROVING = "improving"
    MARGINAL_CHANGE = "marginal change"
    WORSENING = "worsening"
    UNCHANGED = "unchanged"
    CANNOT_BE_ASSESSED = "cannot be assessed"


class ComparisonVerdict(Enum):
    """How the latest figure stands to a comparator."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    CANNOT_BE_ASSESSED = "cannot be assessed"
