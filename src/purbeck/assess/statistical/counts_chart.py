"""A control chart of counts: limits that follow the denominators, and what periods vary besides."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import latest_of, pick, why_no_value
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.counted import Family, counts_of, family_of
from purbeck.assess.statistical.stretch import breaks_of, overlapping
from purbeck.assess.statistical.variation import (
    FEWEST_FOR_STABILITY,
    MEMBERS,
    POWER_SIZE,
    VARIATION_WORDS,
)
from purbeck.methods.codes import Direction, judged
from purbeck.methods.laney import SIGMAS, CountChart, CountLimits, p_chart, u_chart
from purbeck.methods.power import Change, chance_of_seeing
from purbeck.methods.xmr import TRIAL
from purbeck.model.policy import Policy
from purbeck.model.verdict import Variation
from purbeck.panel.panel import Panel

RULE = Rule(
    code="counts-chart",
    name="Variation of counts",
    statement=(
        "Beside the XmR chart, where numerators and denominators are known: a chart of the figures "
        "since the last break whose limits follow the denominator of each period, Laney's p′ for a "
        "share and u′ for a rate. Chance is widened by what periods vary besides, sigma z. The "
        "last point is a special cause where it is outside its limits. Fewer than eight points "
        "without one are not taken as a sign of stability."
    ),
    source="Laney, Quality Engineering 14(4), 2002, 531.",
)


@lru_cache(maxsize=4)
def count_chart_of(panel: Panel) -> CountChart:
    """Draw Laney's chart of each area of a panel, begun anew at each break."""
    x, n = counts_of(panel)
    breaks = breaks_of(panel)
    draw = u_chart if family_of(panel.measure) is Family.RATE else p_chart
    return draw(x, n, breaks=breaks if breaks.any() else None, laney=True)


def counts_chart(panel: Panel, policy: Policy) -> Findings[Variation]:
    """Say whether each area's latest figure lies outside limits that follow the denominators.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: latest, mean (all counts over all denominators), lower and
        upper (the limits of the latest denominator), in the measure's unit; sigma_z (1 is chance
        alone), points, and chance_of_seeing (that a jump of three standard deviations would have
        been found). On a limit is within it. Without counts, with fewer than two points, with
        figures that never change or that share time, or with fewer than eight points and no
        special cause: cannot be assessed.
    """
    at = latest_of(panel)
    chart = count_chart_of(panel)
    points = np.nan_to_num(chart.segments.of_area(chart.segments.counts.astype(np.float64)))
    scale = panel.measure.unit.multiplier or 1.0
    cannot = _why_not(panel, chart, at.latest)
    direction = np.where(
        np.isnan(pick(chart.upper, at.latest, np.nan)),
        Direction.UNKNOWN,
        pick(chart.beyond, at.latest, 0),
    ).astype(np.int8)
    verdict = verdicts(
        judged(direction, panel.measure.polarity),
        VARIATION_WORDS,
        Variation.CANNOT_BE_ASSESSED,
        MEMBERS,
        cannot,
    )
    common = verdict == MEMBERS.index(Variation.COMMON_CAUSE)
    few = common & (points < FEWEST_FOR_STABILITY)
    verdict[few] = MEMBERS.index(Variation.CANNOT_BE_ASSESSED)
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(
            REASONS,
            [*cannot, (few, Reason.TOO_FEW_POINTS), (common, Reason.NO_EVIDENCE)],
            Reason.EVIDENCE_FOUND,
        ),
        caveats={
            Caveat.TRIAL_LIMITS: (points >= 2) & (points < TRIAL),
            Caveat.LITTLE_POWER: common & ~few & (points < TRIAL),
        },
        evidence={
            "latest": pick(panel.value, at.latest, np.nan),
            "mean": chart.segments.of_area(chart.centre) * scale,
            "lower": pick(chart.lower, at.latest, np.nan) * scale,
            "upper": pick(chart.upper, at.latest, np.nan) * scale,
            "sigma_z": chart.segments.of_area(chart.sigma_z),
            "points": points,
            "chance_of_seeing": chance_of_seeing(
                points.astype(np.intp), POWER_SIZE, Change.COUNTED_JUMP
            ),
        },
        thresholds=(Threshold("standard deviations", SIGMAS, RULE.source),),
    )


def _why_not(
    panel: Panel, chart: CountChart, latest: NDArray[np.intp]
) -> list[tuple[NDArray[np.bool_], Reason]]:
    other = family_of(panel.measure) is Family.VALUE
    limits = chart.segments.of_area(chart.limits.astype(np.float64))
    _, denominator = counts_of(panel)
    return [
        *why_no_value(panel, latest),
        (np.full(latest.shape, other), Reason.NOT_FOR_THIS_KIND),
        (overlapping(panel), Reason.POOLED_YEARS),
        (np.isnan(pick(denominator, latest, np.nan)), Reason.NO_DENOMINATOR),
        (np.isnan(pick(chart.value, latest, np.nan)), Reason.IMPOSSIBLE_COUNT),
        (limits == CountLimits.TOO_FEW, Reason.TOO_FEW_POINTS),
        (limits == CountLimits.NO_VARIATION, Reason.NO_VARIATION),
    ]
