"""The latest figure against the same quarter, month or term of the year before."""

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
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.counted import Family, counts_of, family_of
from purbeck.methods.codes import Direction
from purbeck.methods.interval import LEVEL
from purbeck.methods.two_points import Change, change_of_proportion, change_of_rate
from purbeck.model.polarity import Polarity
from purbeck.model.policy import Policy
from purbeck.model.verdict import ComparisonVerdict
from purbeck.panel.panel import Panel

RULE = Rule(
    code="same-period-last-year",
    name="Same period last year",
    statement=(
        "For parts of a year, the latest figure is held against the same part of the year "
        "before. Beyond the similar band it is better or worse; on or within it, similar. "
        "Where counts are known, it is said whether chance may part the two so far."
    ),
    source="The band is the policy's; the test is that of evidence of a change.",
)

VERDICTS = tuple(ComparisonVerdict)

Figures = NDArray[np.float64]

_KEPT = (
    Caveat.LATEST_PROVISIONAL,
    Caveat.LATEST_ESTIMATED,
    Caveat.PREVIOUS_PROVISIONAL,
    Caveat.PREVIOUS_ESTIMATED,
)


def same_period_last_year(panel: Panel, policy: Policy) -> Findings[ComparisonVerdict]:
    """Judge each area's latest figure against the same part of the year before.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: latest, earlier, difference (latest less earlier) and
        advantage, in the measure's unit; lower, upper (of the difference; for rates of the
        ratio) and p where counts are known. No figure a year before, a break between, no
        polarity, or periods that are whole years: cannot be assessed.
    """
    at = _a_year_apart(panel)
    latest, earlier = _both(panel, at)
    gain = advantage(latest, earlier, panel.measure)
    band = policy.band(panel.measure)
    width, near = (np.nan if band is None else band.similar), room(latest, earlier)
    cannot = _why_not(panel, at, has_band=band is not None)
    within, alike = np.abs(gain) <= width + near, np.abs(latest - earlier) <= near
    tested = _tested(panel, at)
    return Findings(
        rule=RULE,
        verdicts=VERDICTS,
        verdict=codes_of(
            VERDICTS,
            [
                *[(condition, ComparisonVerdict.CANNOT_BE_ASSESSED) for condition, _ in cannot],
                (within, ComparisonVerdict.SIMILAR),
                (gain > 0, ComparisonVerdict.BETTER),
            ],
            ComparisonVerdict.WORSE,
        ),
        reason=codes_of(
            REASONS,
            [*cannot, (alike, Reason.NO_DIFFERENCE), (within, Reason.WITHIN_BAND)],
            Reason.BEYOND_BAND,
        ),
        caveats=_caveats(panel, at, tested),
        evidence=_evidence(panel, at, gain, tested),
        thresholds=(
            *(() if band is None else (Threshold("similar", width, band.source),)),
            Threshold("p", 1.0 - LEVEL, "The usual level; our own convention"),
        ),
    )


def _both(panel: Panel, at: Latest) -> tuple[Figures, Figures]:
    return pick(panel.value, at.latest, np.nan), pick(panel.value, at.previous, np.nan)


def _a_year_apart(panel: Panel) -> Latest:
    """Give the columns of the latest figure and of that a year before; NONE for one or both."""
    latest = latest_of(panel).latest
    parts = panel.measure.period_kind.parts_a_year
    column = np.where(latest >= parts, latest - parts, NONE)
    there = pick(panel.present, column, False) & (parts > 1)
    return Latest(latest, np.where(there, column, NONE))


def _tested(panel: Panel, at: Latest) -> Change:
    """Test the two by their counts; figures of two series are not tested."""
    x, n = counts_of(panel)
    before = np.where(broken_between(panel, at.previous, at.latest), NONE, at.previous)
    x1, n1 = pick(x, at.latest, np.nan), pick(n, at.latest, np.nan)
    x0, n0 = pick(x, before, np.nan), pick(n, before, np.nan)
    if family_of(panel.measure) is Family.RATE:
        return change_of_rate(x1, n1, x0, n0)
    return change_of_proportion(x1, n1, x0, n0)


def _caveats(panel: Panel, at: Latest, tested: Change) -> dict[Caveat, NDArray[np.bool_]]:
    caveats = caveats_of(panel, at)
    return {
        **{caveat: caveats[caveat] for caveat in _KEPT},
        Caveat.WITHIN_CHANCE: tested.direction == Direction.SAME,
    }


def _evidence(panel: Panel, at: Latest, gain: Figures, tested: Change) -> dict[str, Figures]:
    latest, earlier = _both(panel, at)
    of_rate = family_of(panel.measure) is Family.RATE
    scale = 1.0 if of_rate else panel.measure.unit.multiplier or 1.0
    return {
        "latest": latest,
        "earlier": earlier,
        "difference": latest - earlier,
        "advantage": gain,
        "lower": _finite(scale * tested.lower),
        "upper": _finite(scale * tested.upper),
        "p": tested.p,
    }


def _finite(limits: Figures) -> Figures:
    """Leave out a limit of a ratio to no events at all, which is no number."""
    return np.where(np.isfinite(limits), limits, np.nan)


def _why_not(panel: Panel, at: Latest, *, has_band: bool) -> list[tuple[NDArray[np.bool_], Reason]]:
    everywhere = np.ones(len(panel.areas), dtype=bool)
    return [
        (
            everywhere & (panel.measure.period_kind.parts_a_year == 1),
            Reason.NOT_FOR_THIS_KIND,
        ),
        *why_no_value(panel, at.latest),
        (at.previous == NONE, Reason.NO_EARLIER_FIGURE),
        (broken_between(panel, at.previous, at.latest), Reason.BREAK_IN_SERIES),
        (everywhere & (panel.measure.polarity is Polarity.NEITHER), Reason.NO_POLARITY),
        (everywhere & (not has_band), Reason.NO_BAND),
    ]
