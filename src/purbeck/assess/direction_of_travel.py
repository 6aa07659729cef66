"""The council's own trend: the latest figure against the one before it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.advantage import advantage, room
from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import (
    NONE,
    Latest,
    broken_between,
    caveats_of,
    latest_of,
    pick,
    why_no_value,
)
from purbeck.assess.reason import Reason
from purbeck.model.polarity import Polarity
from purbeck.model.policy import Policy
from purbeck.model.verdict import TrendVerdict
from purbeck.panel.panel import Panel

RULE = Rule(
    code="direction-of-travel",
    name="Direction of travel",
    statement=(
        "The latest figure is held against the one before it. A change for the better beyond "
        "the marginal band is improving, one for the worse is worsening, a smaller one is a "
        "marginal change, and none at all is unchanged. A change of exactly the band is marginal."
    ),
    source="The council's own convention, as in the report of September 2018.",
)

VERDICTS = tuple(TrendVerdict)


def direction_of_travel(panel: Panel, policy: Policy) -> Findings[TrendVerdict]:
    """Judge each area's latest figure against its previous one, by the policy's marginal band.

    Parameters
    ----------
    panel
        One measure, of shape (areas, periods).
    policy
        Its band for the measure's kind and unit; without one nothing is judged.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: latest, previous, change (latest minus previous) and
        advantage (the change, positive where it is for the better), in the measure's unit.
        One value, none, a break between the two, or no polarity: cannot be assessed.
    """
    at = latest_of(panel)
    latest = pick(panel.value, at.latest, np.nan)
    previous = pick(panel.value, at.previous, np.nan)
    gain = advantage(latest, previous, panel.measure)
    band = policy.band(panel.measure)
    width = np.nan if band is None else band.marginal
    near = room(latest, previous)
    unchanged = np.abs(latest - previous) <= near
    within = np.abs(gain) <= width + near
    cannot = _why_not(panel, at, has_band=band is not None)
    verdict = codes_of(
        VERDICTS,
        [
            *[(condition, TrendVerdict.CANNOT_BE_ASSESSED) for condition, _ in cannot],
            (unchanged, TrendVerdict.UNCHANGED),
            (within, TrendVerdict.MARGINAL_CHANGE),
            (gain > 0, TrendVerdict.IMPROVING),
        ],
        TrendVerdict.WORSENING,
    )
    reason = codes_of(
        REASONS,
        [*cannot, (unchanged, Reason.NO_DIFFERENCE), (within, Reason.WITHIN_BAND)],
        Reason.BEYOND_BAND,
    )
    return Findings(
        rule=RULE,
        verdicts=VERDICTS,
        verdict=verdict,
        reason=reason,
        caveats=caveats_of(panel, at),
        evidence={
            "latest": latest,
            "previous": previous,
            "change": latest - previous,
            "advantage": gain,
        },
        thresholds=() if band is None else (Threshold("marginal", width, band.source),),
    )


def _why_not(panel: Panel, at: Latest, *, has_band: bool) -> list[tuple[NDArray[np.bool_], Reason]]:
    everywhere = np.ones(len(panel.areas), dtype=bool)
    return [
        *why_no_change(panel, at),
        (everywhere & (panel.measure.polarity is Polarity.NEITHER), Reason.NO_POLARITY),
        (everywhere & (not has_band), Reason.NO_BAND),
    ]


def why_no_change(panel: Panel, at: Latest) -> list[tuple[NDArray[np.bool_], Reason]]:
    """List, for each reason why two figures cannot be set side by side, the areas it holds for."""
    return [
        *why_no_value(panel, at.latest),
        (at.previous == NONE, Reason.NO_EARLIER_FIGURE),
        (broken_between(panel, at.previous, at.latest), Reason.BREAK_IN_SERIES),
    ]
