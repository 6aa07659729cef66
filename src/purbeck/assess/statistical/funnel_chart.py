"""The points and limits of each area's funnel, for whoever draws it: nothing is judged anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.assessment import Funnel, FunnelLimits, FunnelPoint
from purbeck.assess.statistical.benchmark_evidence import MEMBERS, OUTER_LEVEL, WORDS
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.funnel_evidence import FunnelGroup, direction_of
from purbeck.methods.codes import judged
from purbeck.methods.interval import LEVEL
from purbeck.model.polarity import Polarity
from purbeck.model.verdict import BenchmarkEvidence

STEPS = 40
"""At how many denominators limits are worked out: a curve of a hand's breadth needs no more."""

Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class FunnelCharts:
    """The funnel that each area of a panel makes with its group, worked out when it is asked for.

    Attributes
    ----------
    group
        What the rule goes by, of which each column is an area with its group.
    polarity
        Says which side of the limits is better.
    """

    group: FunnelGroup
    polarity: Polarity

    def at(self, column: int, name_of: Callable[[str], str] = str) -> Funnel:
        """Give the funnel of one area, itself first; an area without counts has no point.

        Parameters
        ----------
        name_of
            Gives the name of an area by its code.
        """
        group = self.group
        score, totals = group.spread.score[:, column], group.denominator[:, column]
        there = np.flatnonzero(~np.isnan(score))
        lies = verdicts(
            judged(direction_of(score[there]), self.polarity),
            WORDS,
            BenchmarkEvidence.CANNOT_BE_ASSESSED,
            MEMBERS,
        )
        limits = self._limits(totals[there], column)
        points = tuple(
            FunnelPoint(
                area=group.areas_of[row, column],
                area_name=name_of(group.areas_of[row, column]),
                value=float(group.value[row, column]),
                limits=limit,
                lies=MEMBERS[code],
            )
            for row, code, limit in zip(there, lies, limits, strict=True)
        )
        return Funnel(
            points=points,
            average=float(group.average[column]),
            widened=bool(group.spread.shown[column]),
            curve=self._limits(_from_to(totals[there]), column),
        )

    def _limits(self, denominators: Figures, column: int) -> tuple[FunnelLimits, ...]:
        """Give the limits at these denominators, of the group of one area."""
        inner, outer = (
            self.group.limits_at(denominators, column, level) for level in (LEVEL, OUTER_LEVEL)
        )
        ends = np.column_stack([denominators, inner.lower, inner.upper, outer.lower, outer.upper])
        return tuple(FunnelLimits(*map(float, row)) for row in ends)


def _from_to(totals: Figures) -> Figures:
    """Spread denominators from below the smallest to above the largest, closer where limits bend.

    A tenth to either side, so that areas of one size have limits to be seen.
    """
    if not len(totals):
        return totals
    return np.geomspace(0.9 * float(totals.min()), 1.1 * float(totals.max()), STEPS)
