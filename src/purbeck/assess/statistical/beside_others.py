"""What came since an action began, beside a mixture of areas that did not take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from purbeck.assess.finding import Finding, Rule, Threshold
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.stretch import breaks_of, overlapping
from purbeck.methods.codes import Direction, Verdict, judged
from purbeck.methods.synthetic_control import (
    Controlled,
    Donor,
    SyntheticControl,
    synthetic_control,
)
from purbeck.model.errors import UsageError
from purbeck.model.period import Period
from purbeck.model.verdict import GapEvidence
from purbeck.panel.panel import Panel

RARE = 0.1
"""A gap is told apart where p is no more than this. One in twenty would need nineteen donors, and
ten are usual: our own convention."""

RULE = Rule(
    code="beside-others",
    name="Beside areas that did not act",
    statement=(
        "Areas that did not take an action are weighted so that their mean went as this area did "
        "in the periods that ended before it began. The gap to it since is told apart from chance "
        "where one as large, beside how well the figures of before are met, is found in no more "
        "than one in ten of all the areas when each is treated as if it had acted. That needs nine "
        "other areas. Why the gap is there is not said."
    ),
    source=(
        "Abadie, Diamond and Hainmueller 2010, J Am Stat Assoc 105:493. One in ten is our own "
        "convention."
    ),
)

_WORDS = {
    Verdict.BETTER: GapEvidence.BETTER,
    Verdict.WORSE: GapEvidence.WORSE,
    Verdict.HIGHER: GapEvidence.HIGHER,
    Verdict.LOWER: GapEvidence.LOWER,
}

_REASONS = {
    Controlled.TOO_FEW_BEFORE: Reason.TOO_FEW_POINTS,
    Controlled.NOTHING_SINCE: Reason.NOTHING_SINCE,
    Controlled.TOO_FEW_DONORS: Reason.TOO_FEW_NEIGHBOURS,
    Controlled.POOR_FIT: Reason.NOT_ESTIMABLE,
    Controlled.EXACT_FIT: Reason.NO_VARIATION,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BesideOthers:
    """An area since an action, beside a mixture of others.

    Attributes
    ----------
    finding
        Evidence: effect (the mean gap since, in the measure's unit), with p, and lower and upper
        where there are ends, if it could be assessed; least_p; error_before and error_after;
        before, since and donors, as counts.
    control
        The weights, gaps and placebo runs themselves.
    periods
        Those that the figures of ``control`` are of.
    weights
        Of each donor that has a part in the mixture, the largest first.
    left_out
        The donors that could not be used, with why.
    """

    finding: Finding[GapEvidence]
    control: SyntheticControl
    periods: tuple[Period, ...]
    weights: Mapping[str, float]
    left_out: Mapping[str, Reason]


def beside_others(panel: Panel, area: str, donors: Sequence[str], started: date) -> BesideOthers:
    """Hold an area's figures since a day against a mixture of areas that did not act.

    Parameters
    ----------
    area
        The one that acted; it has to be in the panel.
    donors
        Those that did not. One that the panel does not have is left out.
    started
        The day on which the action began. A period that ends on it or later is one that the
        action may have touched.

    Returns
    -------
    BesideOthers
        A p of exactly one in ten is told apart. Figures that share time, as pools do, cannot be
        assessed; nor can an area that its donors are too few or too unlike for.
    """
    if area in donors or len(set(donors)) < len(donors):
        raise UsageError("The donors are areas other than the one that acted, each once.")
    known = [one for one in donors if one in panel.areas]
    rows = np.array([panel.row(one) for one in known], dtype=np.intp)
    values, opens = np.where(panel.present, panel.value, np.nan), breaks_of(panel)
    own = panel.row(area)
    begins = int(np.searchsorted(panel.ends, started.toordinal()))
    control = synthetic_control(
        values[own], values[rows], begins, breaks=opens[own], donor_breaks=opens[rows]
    )
    reason = _why_not(panel, own, control)
    why = {Donor.MISSING: Reason.NO_FIGURE, Donor.BROKEN: Reason.BREAK_IN_SERIES}
    parts = zip(known, control.weight, strict=True)
    return BesideOthers(
        finding=_finding(panel, control, reason),
        control=control,
        periods=panel.periods,
        weights=dict(sorted(((o, float(w)) for o, w in parts if w > 0), key=lambda p: -p[1])),
        left_out={
            **{one: Reason.NO_FIGURE for one in donors if one not in known},
            **{
                one: why[Donor(code)]
                for one, code in zip(known, control.donors, strict=True)
                if code != Donor.USED
            },
        },
    )


def _why_not(panel: Panel, own: int, control: SyntheticControl) -> Reason | None:
    if not panel.present[own].any():
        return Reason.NO_FIGURE
    if overlapping(panel)[own]:
        return Reason.POOLED_YEARS
    if control.state is not Controlled.CONTROLLED:
        return _REASONS[control.state]
    # With fewer donors no gap, however large, could be told apart.
    return Reason.TOO_FEW_NEIGHBOURS if control.least_p > RARE else None


def _finding(
    panel: Panel, control: SyntheticControl, reason: Reason | None
) -> Finding[GapEvidence]:
    verdict = GapEvidence.CANNOT_BE_ASSESSED
    # A chance that cannot be leant on is not given either.
    p, lower, upper = np.nan, np.nan, np.nan
    if reason is None:
        p, (lower, upper) = control.p, control.interval(1.0 - RARE)
        apart = p <= RARE + 1e-9
        way = Direction.HIGHER if control.effect > 0 else Direction.LOWER
        code = judged(np.array([way], dtype=np.int8), panel.measure.polarity)[0]
        verdict = _WORDS[Verdict(int(code))] if apart else GapEvidence.NOT_DISTINGUISHABLE
        reason = Reason.EVIDENCE_FOUND if apart else Reason.NO_EVIDENCE
    evidence = {
        "effect": control.effect,
        "lower": lower,
        "upper": upper,
        "p": p,
        "least_p": control.least_p,
        "error_before": control.error_before,
        "error_after": control.error_after,
        "before": float(control.before.sum()),
        "since": float(control.after.sum()),
        "donors": float((control.donors == Donor.USED).sum()),
    }
    return Finding(
        rule=RULE,
        verdict=verdict,
        reason=reason,
        evidence={name: float(one) for name, one in evidence.items() if np.isfinite(one)},
        thresholds=(Threshold("p", RARE, "Our own convention"),),
    )
