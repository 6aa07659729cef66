"""What came since an action began, against a forecast from the figures of before it."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import NONE, latest_of
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.stretch import breaks_of, overlapping
from purbeck.methods.codes import Verdict, judged
from purbeck.methods.forecast import Forecastable
from purbeck.methods.interval import LEVEL
from purbeck.methods.turned import Turned as Scored
from purbeck.methods.turned import turned
from purbeck.model.polarity import Polarity
from purbeck.model.policy import Policy
from purbeck.model.unit import UnitCode
from purbeck.model.verdict import Turned
from purbeck.panel.panel import Panel

RULE = Rule(
    code="turned",
    name="Since an action began",
    statement=(
        "The figures of periods that ended before an action began, four or more, are carried on "
        "as if nothing changed, with a range that covers 19 cases in 20, its edge included. The "
        "next three figures are held against it. Why they lie where they do is not said."
    ),
    source="Friedman, Trying Hard Is Not Good Enough (did the curve turn).",
)

MEMBERS = tuple(Turned)


def turned_since(panel: Panel, policy: Policy, started: date) -> Findings[Turned]:
    """Score each area's figures since a day against a forecast from those of before.

    Parameters
    ----------
    started
        The day on which an action began. A period that ends on it or later is one that the
        action may have touched; none such is ever used to forecast. Where a figure of before is
        revised, the forecast is made from what it now is.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: scored (figures held against the range), within, better
        and worse (or higher and lower, where neither way is better), points (figures that the
        forecast rests on), and chance_of_one_outside (at the most, were nothing changed). No
        forecast, no figure since, or figures that share time, as pools do: cannot be assessed.
    """
    values = np.where(panel.present, panel.value, np.nan)
    bounds = (0.0, 100.0) if panel.measure.unit.code is UnitCode.PERCENTAGE else None
    begins = int(np.searchsorted(panel.ends, started.toordinal()))
    found = turned(values, begins, breaks=breaks_of(panel), bounds=bounds, level=LEVEL)
    lies = judged(found.direction, panel.measure.polarity)
    counts = {verdict: (lies == verdict).sum(axis=1) for verdict in _COUNTED}
    cannot = _why_not(panel, found, begins)
    up = (counts[Verdict.BETTER] + counts[Verdict.HIGHER]) > 0
    down = (counts[Verdict.WORSE] + counts[Verdict.LOWER]) > 0
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=codes_of(
            MEMBERS,
            [
                *[(condition, Turned.CANNOT_BE_ASSESSED) for condition, _ in cannot],
                (up & down, Turned.MIXED),
                *[(counts[verdict] > 0, word) for verdict, word in _COUNTED.items()],
            ],
            Turned.AS_BEFORE,
        ),
        reason=codes_of(
            REASONS, [*cannot, (~up & ~down, Reason.NO_EVIDENCE)], Reason.EVIDENCE_FOUND
        ),
        caveats={},
        evidence=_evidence(found, counts, panel.measure.polarity),
        thresholds=(Threshold("range", LEVEL, "The usual level; our own convention"),),
    )


_COUNTED = {
    Verdict.BETTER: Turned.BETTER,
    Verdict.WORSE: Turned.WORSE,
    Verdict.HIGHER: Turned.HIGHER,
    Verdict.LOWER: Turned.LOWER,
}


def _evidence(
    found: Scored, counts: dict[Verdict, NDArray[np.intp]], polarity: Polarity
) -> dict[str, NDArray[np.float64]]:
    is_judged = polarity in (Polarity.HIGHER, Polarity.LOWER)
    words = (Verdict.BETTER, Verdict.WORSE) if is_judged else (Verdict.HIGHER, Verdict.LOWER)
    scored = found.scored.astype(np.float64)
    return {
        "scored": scored,
        "within": found.within.astype(np.float64),
        **{word.name.lower(): counts[word].astype(np.float64) for word in words},
        "points": found.baseline.points.astype(np.float64),
        # Figures that follow one another lie alike, so that this is the most it can be.
        "chance_of_one_outside": 1.0 - LEVEL**scored,
    }


def _why_not(panel: Panel, found: Scored, begins: int) -> list[tuple[NDArray[np.bool_], Reason]]:
    state = found.baseline.state
    return [
        (latest_of(panel).latest == NONE, Reason.NO_FIGURE),
        (overlapping(panel), Reason.POOLED_YEARS),
        (~panel.present[:, begins:].any(axis=1), Reason.NOTHING_SINCE),
        (state == Forecastable.TOO_FEW, Reason.TOO_FEW_POINTS),
        (state == Forecastable.NO_VARIATION, Reason.NO_VARIATION),
        (state == Forecastable.NOT_ESTIMABLE, Reason.NOT_ESTIMABLE),
        (breaks_of(panel)[:, begins:].any(axis=1) & (found.scored == 0), Reason.BREAK_IN_SERIES),
        # All that came is further off than a forecast reaches.
        (found.scored == 0, Reason.NOT_ESTIMABLE),
    ]
