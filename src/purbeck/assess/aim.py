"""Whether the latest figure lies within the range that a measure aims at."""

from __future__ import annotations

import numpy as np

from purbeck.assess.advantage import distance_from_aim, room
from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import caveats_of, latest_of, pick, why_no_value
from purbeck.assess.reason import Caveat, Reason
from purbeck.model.policy import Policy
from purbeck.model.verdict import ComparisonVerdict
from purbeck.panel.panel import Panel

RULE = Rule(
    code="aim",
    name="Aim",
    statement=(
        "Where good values lie in a range, a figure within it, its edges included, is better "
        "than any outside. One outside by no more than the similar band is near."
    ),
    source="The range that the framework declares.",
)

VERDICTS = tuple(ComparisonVerdict)


def within_aim(panel: Panel, policy: Policy) -> Findings[ComparisonVerdict]:
    """Judge each area's latest figure against the range that the measure aims at.

    Evidence: latest, and distance (how far outside the range, 0 within), in the measure's
    unit. Without an aim, or without a value: cannot be assessed.
    """
    at = latest_of(panel)
    latest = pick(panel.value, at.latest, np.nan)
    distance = distance_from_aim(latest, panel.measure)
    band = policy.band(panel.measure)
    width = 0.0 if band is None else band.similar
    near = room(latest, latest)
    everywhere = np.ones(len(panel.areas), dtype=bool)
    cannot = [
        *why_no_value(panel, at.latest),
        (everywhere & (panel.measure.aim is None), Reason.NO_TARGET),
    ]
    within, close = distance <= near, distance <= width + near
    caveats = caveats_of(panel, at)
    return Findings(
        rule=RULE,
        verdicts=VERDICTS,
        verdict=codes_of(
            VERDICTS,
            [
                *[(condition, ComparisonVerdict.CANNOT_BE_ASSESSED) for condition, _ in cannot],
                (within, ComparisonVerdict.BETTER),
                (close, ComparisonVerdict.SIMILAR),
            ],
            ComparisonVerdict.WORSE,
        ),
        reason=codes_of(
            REASONS,
            [*cannot, (within, Reason.WITHIN_AIM), (close, Reason.NEAR_AIM)],
            Reason.OUTSIDE_AIM,
        ),
        caveats={
            caveat: caveats[caveat]
            for caveat in (Caveat.LATEST_PROVISIONAL, Caveat.LATEST_ESTIMATED)
        },
        evidence={"latest": latest, "distance": distance},
        thresholds=() if band is None else (Threshold("similar", width, band.source),),
    )
