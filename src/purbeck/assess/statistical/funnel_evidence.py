"""The funnel of a group: which area lies outside what chance and the group's own spread give."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import latest_of, pick, why_no_value
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.benchmark_evidence import MEMBERS, OUTER_LEVEL, WORDS
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.counted import Family, counts_of, family_of
from purbeck.assess.statistical.group_figures import group_cells
from purbeck.methods.codes import Direction, judged
from purbeck.methods.funnel import average_proportion, average_rate
from purbeck.methods.interval import LEVEL, Interval, critical_value
from purbeck.methods.overdispersion import (
    SIGNIFICANT,
    TRIMMED,
    Dispersion,
    Scale,
    dispersion,
    widened_limits,
)
from purbeck.model.policy import Policy
from purbeck.model.verdict import BenchmarkEvidence
from purbeck.panel.panel import Panel

RULE = Rule(
    code="funnel",
    name="Funnel among neighbours",
    statement=(
        "The area and its neighbours of the same period are set about the average of them all, "
        "with limits that follow how many people each has. Where they differ by more than chance "
        "alone would give, limits are widened by the spread between them. Outside the 95% limits "
        "the area is better or worse, outside the 99.8% limits best or worst. Fewer than ten areas "
        "with counts make no funnel, and one with more than half of all the people is not placed."
    ),
    source="Spiegelhalter, Statistics in Medicine 24, 2005, 1185; FunnelPlotR 0.6.0.",
)

FEWEST = 10
"""Areas below which a funnel is not drawn: of ten, the tenth that is drawn in at each end before
spread is measured is one area. Our own convention."""

MOST_OF_ALL = 0.5
"""The share of all people beyond which an area would be held against itself. Our own."""


def funnel_evidence(
    panel: Panel, members: tuple[str, ...], policy: Policy, group: FunnelGroup | None = None
) -> Findings[BenchmarkEvidence]:
    """Place each area on the funnel that it makes with the members of a group.

    Parameters
    ----------
    group
        Each area with its group, where that has been worked out already.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: latest, average (all counts over all denominators), lower,
        upper (95%), outer_lower and outer_upper (99.8%), for this area's denominator and in the
        measure's unit; areas (with counts, itself counted), phi (1 is chance alone) and widened
        (1 where the limits are, else 0). On a limit is within it. Without counts, or with fewer
        than ten areas that have them: cannot be assessed.
    """
    at = latest_of(panel)
    if group is None:
        group = funnel_group(panel, members, at.latest)
    direction = direction_of(group.spread.score[0])
    other = family_of(panel.measure) is Family.VALUE
    cannot = [
        *why_no_value(panel, at.latest),
        (np.full(direction.shape, other), Reason.NOT_FOR_THIS_KIND),
        (group.unknown, Reason.NO_DENOMINATOR),
        (group.areas < FEWEST, Reason.TOO_FEW_FOR_FUNNEL),
        (group.share > MOST_OF_ALL, Reason.COMPARED_WITH_ITSELF),
        (direction == Direction.UNKNOWN, Reason.NOT_ESTIMABLE),
    ]
    verdict = verdicts(
        judged(direction, panel.measure.polarity),
        WORDS,
        BenchmarkEvidence.CANNOT_BE_ASSESSED,
        MEMBERS,
        cannot,
    )
    similar = verdict == MEMBERS.index(BenchmarkEvidence.SIMILAR)
    inner, outer = group.limits(LEVEL), group.limits(OUTER_LEVEL)
    shown = group.areas >= FEWEST
    figures = {
        "average": group.average,
        "lower": inner.lower,
        "upper": inner.upper,
        "outer_lower": outer.lower,
        "outer_upper": outer.upper,
        "phi": group.spread.phi,
        "widened": group.spread.shown.astype(np.float64),
    }
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(REASONS, [*cannot, (similar, Reason.NO_EVIDENCE)], Reason.EVIDENCE_FOUND),
        caveats={},
        evidence={
            "latest": pick(panel.value, at.latest, np.nan),
            "areas": group.areas.astype(np.float64),
            **{name: np.where(shown, held, np.nan) for name, held in figures.items()},
        },
        thresholds=(
            Threshold("confidence", LEVEL, RULE.source),
            Threshold("outer confidence", OUTER_LEVEL, RULE.source),
            Threshold("p of the spread", SIGNIFICANT, RULE.source),
            Threshold("drawn in at each end", TRIMMED, RULE.source),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FunnelGroup:
    """Each area with its group: arrays of shape (areas,), but for those of ``spread``.

    ``value``, ``denominator`` and ``areas_of`` (the codes) are of shape (1 + members, areas) as
    the scores are, the area itself first.

    ``each`` is what the funnel counts of each of the denominator: one of a share, the events
    expected of a rate. ``scale`` makes the measure's unit of the funnel's.
    """

    spread: Dispersion
    value: NDArray[np.float64]
    denominator: NDArray[np.float64]
    areas_of: NDArray[np.object_]
    each: NDArray[np.float64]
    scale: NDArray[np.float64]
    average: NDArray[np.float64]
    areas: NDArray[np.intp]
    share: NDArray[np.float64]
    unknown: NDArray[np.bool_]

    def limits(self, confidence: float) -> Interval:
        """Give the limits of each area's own exposure, in the measure's unit."""
        found = widened_limits(self.denominator[0] * self.each, self.spread, confidence)
        return Interval(found.lower * self.scale, found.upper * self.scale)

    def limits_at(
        self, denominators: NDArray[np.float64], column: int, confidence: float
    ) -> Interval:
        """Give the limits of one area's group at any denominators, in the measure's unit."""
        spread = self.spread
        arrays = ("phi", "p", "variance", "shown", "target", "areas")
        own = {name: np.asarray(getattr(spread, name))[column] for name in arrays}
        exposure, scale = denominators * self.each[column], self.scale[column]
        found = widened_limits(exposure, replace(spread, **own), confidence)
        return Interval(found.lower * scale, found.upper * scale)


@np.errstate(invalid="ignore", divide="ignore")
def funnel_group(panel: Panel, members: tuple[str, ...], latest: NDArray[np.intp]) -> FunnelGroup:
    """Set each area among the members of its group that have counts of its latest period."""
    cells = group_cells(panel, members, latest)
    x, n = (cells.of(counts) for counts in counts_of(panel))
    multiplier = np.full(len(panel.areas), panel.measure.unit.multiplier or 1.0)
    rates = family_of(panel.measure) is Family.RATE
    average = average_rate(x, n) if rates else average_proportion(x, n)
    # A rate is held against the events that the average would have given; none expected of any
    # area leaves no scores, and so no placing.
    each = average if rates else np.ones_like(average)
    spread = dispersion(x, n * each, Scale.RATIO_BY_ROOT if rates else Scale.PROPORTION)
    return FunnelGroup(
        spread=spread,
        value=cells.of(np.where(panel.present, panel.value, np.nan)),
        denominator=n,
        areas_of=np.array(panel.areas, dtype=object)[cells.rows],
        each=each,
        scale=multiplier * average if rates else multiplier,
        average=multiplier * average,
        areas=(~np.isnan(spread.score)).sum(axis=0),
        share=n[0] / np.nansum(n, axis=0),
        unknown=np.isnan(x[0]) | np.isnan(n[0]),
    )


def direction_of(score: NDArray[np.float64]) -> NDArray[np.int8]:
    """Say on which side of the funnel's limits a score lies; on a limit is within it."""
    size = np.abs(score)
    strength = (size > critical_value(LEVEL)).astype(np.int8)
    strength += size > critical_value(OUTER_LEVEL)
    side = np.where(score > 0, strength, -strength)
    return np.where(np.isnan(score), Direction.UNKNOWN, side).astype(np.int8)
