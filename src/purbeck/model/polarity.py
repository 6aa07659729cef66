"""Which way is better: declared with the measure, never guessed from its name."""

from __future__ import annotations

from enum import Enum


class Polarity(Enum):
    """Whether a higher or a lower value is better, one within a range, or neither."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    NEITHER = "neither"
