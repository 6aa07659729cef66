"""The XmR chart of each area: what its last point says, and whether a target lies within reach."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import latest_of, pick, why_no_value
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.stretch import breaks_of, overlapping
from purbeck.assess.target_values import target_at
from purbeck.methods.codes import Verdict
from purbeck.methods.power import chance_of_seeing
from purbeck.methods.xmr import LIMIT, TRIAL, Limits, XmR, xmr
from purbeck.methods.xmr_icons import assurance_icon, variation_icon
from purbeck.model.policy import Policy
from purbeck.model.verdict import Assurance, Variation
from purbeck.panel.panel import Panel

VARIATION_RULE = Rule(
    code="variation",
    name="Variation",
    statement=(
        "An XmR chart is drawn of the figures since the last break. The last point is a special "
        "cause where it is outside the limits, ends a run of seven in one direction or on one "
        "side of the mean, or is one of two in three close to a limit. Fewer than eight points "
        "without a special cause are not taken as a sign of stability. Figures that share time "
        "with their neighbours, as pools and rolling years do, have no such chart."
    ),
    source="NHS England, Making Data Count; Wheeler, Understanding Variation.",
)

ASSURANCE_RULE = Rule(
    code="assurance",
    name="Assurance",
    statement=(
        "Where the target lies beyond the limits on the wrong side, ordinary variation passes "
        "it every time; beyond them on the right side, it fails every time; between them, or on "
        "a limit, it may do either."
    ),
    source="NHS England, Making Data Count.",
)

MEMBERS = tuple(Variation)
ASSURANCES = tuple(Assurance)

FEWEST_FOR_STABILITY = 8
"""Points below which "no special cause" says nothing: a chart of five finds a jump of four
standard deviations six times in a hundred (see ``methods.power``). Our own convention."""

POWER_SIZE = 3.0
"""The jump, in standard deviations, whose chance of being seen is given as evidence."""

VARIATION_WORDS = {
    Verdict.BETTER: Variation.IMPROVEMENT,
    Verdict.WORSE: Variation.CONCERN,
    Verdict.HIGHER: Variation.HIGH,
    Verdict.LOWER: Variation.LOW,
    Verdict.SAME: Variation.COMMON_CAUSE,
}

_ASSURANCE_WORDS = {
    Verdict.BETTER: Assurance.CONSISTENTLY_PASSES,
    Verdict.WORSE: Assurance.CONSISTENTLY_FAILS,
    Verdict.SAME: Assurance.HIT_AND_MISS,
}


@lru_cache(maxsize=4)
def chart_of(panel: Panel) -> XmR:
    """Draw the XmR chart of each area of a panel, rebased at each break."""
    breaks = breaks_of(panel)
    return xmr(
        np.where(panel.present, panel.value, np.nan), breaks=breaks if breaks.any() else None
    )


def variation(panel: Panel, policy: Policy) -> Findings[Variation]:
    """Say what the last point of each area's XmR chart says.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: mean, lower and upper (the limits, in the measure's unit,
        not clipped), points, and chance_of_seeing (that a jump of three standard deviations
        would have been found). Fewer than two points, figures that never change or that share
        time, or fewer than eight without a special cause: cannot be assessed.
    """
    at = latest_of(panel)
    chart = chart_of(panel)
    of_area = chart.segments.of_area
    points = np.nan_to_num(of_area(chart.segments.counts.astype(np.float64)))
    limits = of_area(chart.limits.astype(np.float64))
    verdict = verdicts(
        variation_icon(chart, panel.measure.polarity),
        VARIATION_WORDS,
        Variation.CANNOT_BE_ASSESSED,
        MEMBERS,
    )
    common = verdict == MEMBERS.index(Variation.COMMON_CAUSE)
    few = common & (points < FEWEST_FOR_STABILITY)
    cannot = [
        *why_no_value(panel, at.latest),
        (overlapping(panel), Reason.POOLED_YEARS),
        (limits == Limits.TOO_FEW, Reason.TOO_FEW_POINTS),
        (limits == Limits.NO_VARIATION, Reason.NO_VARIATION),
        (limits == Limits.NOT_ESTIMABLE, Reason.NOT_ESTIMABLE),
        (few, Reason.TOO_FEW_POINTS),
    ]
    for condition, _ in cannot:
        verdict[condition] = MEMBERS.index(Variation.CANNOT_BE_ASSESSED)
    return Findings(
        rule=VARIATION_RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(REASONS, [*cannot, (common, Reason.NO_EVIDENCE)], Reason.EVIDENCE_FOUND),
        caveats={
            Caveat.TRIAL_LIMITS: (points >= 2) & (points < TRIAL),
            Caveat.LITTLE_POWER: common & ~few & (points < TRIAL),
        },
        evidence={
            "latest": pick(panel.value, at.latest, np.nan),
            "mean": of_area(chart.mean),
            "lower": of_area(chart.lower),
            "upper": of_area(chart.upper),
            "points": points,
            "chance_of_seeing": chance_of_seeing(points.astype(np.intp), POWER_SIZE),
        },
        thresholds=(Threshold("moving ranges", LIMIT, VARIATION_RULE.source),),
    )


def assurance(panel: Panel, policy: Policy) -> Findings[Assurance]:
    """Say whether ordinary variation passes each area's target, fails it, or may do either.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: target, lower and upper, in the measure's unit. Without a
        target, limits or a direction, with fewer than eight points, or for figures that share
        time: cannot be assessed.
    """
    at = latest_of(panel)
    chart = chart_of(panel)
    of_area = chart.segments.of_area
    target = target_at(panel, at.latest)
    points = np.nan_to_num(of_area(chart.segments.counts.astype(np.float64)))
    cannot = [
        *why_no_value(panel, at.latest),
        (np.isnan(target), Reason.NO_TARGET),
        (overlapping(panel), Reason.POOLED_YEARS),
        (points < FEWEST_FOR_STABILITY, Reason.TOO_FEW_POINTS),
        (np.isnan(of_area(chart.upper)), Reason.NO_VARIATION),
    ]
    verdict = verdicts(
        assurance_icon(chart, target, panel.measure.polarity),
        _ASSURANCE_WORDS,
        Assurance.CANNOT_BE_ASSESSED,
        ASSURANCES,
        cannot,
    )
    unknown = verdict == ASSURANCES.index(Assurance.CANNOT_BE_ASSESSED)
    return Findings(
        rule=ASSURANCE_RULE,
        verdicts=ASSURANCES,
        verdict=verdict,
        reason=codes_of(REASONS, [*cannot, (unknown, Reason.NO_POLARITY)], Reason.EVIDENCE_FOUND),
        caveats={Caveat.TRIAL_LIMITS: (points >= 2) & (points < TRIAL)},
        evidence={
            "target": target,
            "lower": of_area(chart.lower),
            "upper": of_area(chart.upper),
        },
        thresholds=(Threshold("moving ranges", LIMIT, ASSURANCE_RULE.source),),
    )
