"""Which rules a run over a store goes through."""

from __future__ import annotations

from enum import Enum


class RuleSet(Enum):
    """The rules that answer for every area, or all of them, those of evidence included.

    ``SEVEN`` are the latest figure, its change, direction of travel, benchmark and neighbours,
    rank, XmR chart and interval. ``ALL`` are these and the rules of ``engine.statistics``, the
    evidence against the benchmark, and the colour; a forecast of each series is the dearest.
    """

    SEVEN = "seven"
    ALL = "all"
