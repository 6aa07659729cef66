"""Whether the latest figure can be told from the previous one: two points, and no more."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.direction_of_travel import why_no_change
from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import caveats_of, latest_of, pick
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.counted import Family, counts_of, family_of, interval_of
from purbeck.assess.statistical.stretch import steps_apart
from purbeck.methods.codes import Direction, Verdict, judged
from purbeck.methods.interval import LEVEL, Interval
from purbeck.methods.two_points import Change, change_of_proportion, change_of_rate, change_of_value
from purbeck.model.policy import Policy
from purbeck.model.verdict import ChangeEvidence
from purbeck.panel.panel import Panel

RULE = Rule(
    code="change-evidence",
    name="Evidence of a change",
    statement=(
        "The latest figure and the previous one are held against each other with the chance in "
        "both. They are told apart where chance would part them so far in fewer than one case "
        "in twenty. Two points are a difference, and never a trend. Without counts or published "
        "intervals there is no telling, nor where the two share time, as pools do."
    ),
    source="Score test of two proportions, interval: Newcombe 1998; exact test of two rates.",
)

MEMBERS = tuple(ChangeEvidence)

_WORDS = {
    Verdict.BETTER: ChangeEvidence.BETTER,
    Verdict.WORSE: ChangeEvidence.WORSE,
    Verdict.HIGHER: ChangeEvidence.HIGHER,
    Verdict.LOWER: ChangeEvidence.LOWER,
    Verdict.SAME: ChangeEvidence.NOT_DISTINGUISHABLE,
}


def change_evidence(panel: Panel, policy: Policy) -> Findings[ChangeEvidence]:
    """Test whether each area's latest figure differs from its previous one.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: change with lower and upper (in the measure's unit), or
        ratio with ratio_lower and ratio_upper for rates whose counts are known; and p where
        there is one. What is infinite, as the ratio to none, is left out. Without counts or
        intervals of both figures, across a break, or where the two share time: cannot be
        assessed.
    """
    at = latest_of(panel)
    by_counts = _by_counts(panel)
    by_interval, published = _by_interval(panel)
    counted = by_counts.direction != Direction.UNKNOWN
    direction = np.where(counted, by_counts.direction, by_interval.direction).astype(np.int8)
    apart = at.latest - at.previous
    cannot = [*why_no_change(panel, at), (apart < steps_apart(panel), Reason.POOLED_YEARS)]
    verdict = verdicts(
        judged(direction, panel.measure.polarity),
        _WORDS,
        ChangeEvidence.CANNOT_BE_ASSESSED,
        MEMBERS,
        cannot,
    )
    unknown = direction == Direction.UNKNOWN
    same = verdict == MEMBERS.index(ChangeEvidence.NOT_DISTINGUISHABLE)
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(
            REASONS,
            [*cannot, (unknown, Reason.NO_DENOMINATOR), (same, Reason.NO_EVIDENCE)],
            Reason.EVIDENCE_FOUND,
        ),
        caveats={
            **caveats_of(panel, at),
            Caveat.PUBLISHED_INTERVAL: ~counted & ~unknown & published,
        },
        evidence=_evidence(panel, counted, by_counts, by_interval),
        thresholds=(Threshold("p", 1.0 - LEVEL, "The usual level; our own convention"),),
    )


def _evidence(
    panel: Panel, counted: NDArray[np.bool_], by_counts: Change, by_interval: Change
) -> dict[str, NDArray[np.float64]]:
    """Give the numbers of whichever test was made: a ratio is none in the measure's unit."""
    rates = family_of(panel.measure) is Family.RATE
    scale = panel.measure.unit.multiplier or 1.0
    evidence = {}
    for name in ("change", "lower", "upper"):
        of_counts, of_interval = getattr(by_counts, name), getattr(by_interval, name)
        evidence[name] = np.where(counted, np.nan if rates else scale * of_counts, of_interval)
    if rates:
        for name in ("change", "lower", "upper"):
            ratio = np.where(counted, getattr(by_counts, name), np.nan)
            key = "ratio" if name == "change" else f"ratio_{name}"
            evidence[key] = np.where(np.isinf(ratio), np.nan, ratio)
    return {**evidence, "p": np.where(counted, by_counts.p, by_interval.p)}


def _by_counts(panel: Panel) -> Change:
    at = latest_of(panel)
    x, n = counts_of(panel)
    x1, n1 = pick(x, at.latest, np.nan), pick(n, at.latest, np.nan)
    x0, n0 = pick(x, at.previous, np.nan), pick(n, at.previous, np.nan)
    if family_of(panel.measure) is Family.RATE:
        return change_of_rate(x1, n1, x0, n0)
    return change_of_proportion(x1, n1, x0, n0)


def _by_interval(panel: Panel) -> tuple[Change, NDArray[np.bool_]]:
    at = latest_of(panel)
    interval, published = interval_of(panel)
    parts = [
        (
            pick(panel.value, column, np.nan),
            Interval(pick(interval.lower, column, np.nan), pick(interval.upper, column, np.nan)),
        )
        for column in (at.latest, at.previous)
    ]
    (later, around_later), (before, around_before) = parts
    found = change_of_value(later, around_later, before, around_before)
    return found, pick(published, at.latest, False) | pick(published, at.previous, False)
