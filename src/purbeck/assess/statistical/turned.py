"""What came since an action began, against a forecast from the figures of before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import NONE, latest_of
from purbeck.assess.reason import Caveat, Reason
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
        "The figures of periods that ended before an action began, four or more, are taken as "
        "they were known on the day it began, and carried on for three periods as if nothing "
        "changed, with a range that covers 19 cases in 20, its edge included. What is revised or "
        "published later does not move it. The figures since are held against it. Where none "
        "dated had been published by that day, the figures of before are taken as they are now "
        "known, and that is said. Why figures lie where they do is not said."
    ),
    source="Friedman, Trying Hard Is Not Good Enough (did the curve turn).",
)

MEMBERS = tuple(Turned)


def turned_since(
    panel: Panel, policy: Policy, started: date, then: Panel | None = None
) -> Findings[Turned]:
    """Score each area's figures since a day against a forecast from those of before.

    Parameters
    ----------
    started
        The day on which an action began. A period that ends on it or later is one that the
        action may have touched; none such is ever used to forecast.
    then
        The same measure as it was known on that day. An area for which it has no figure of a
        period that ended before the day has its forecast made from ``panel``, with a caveat.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: scored (figures held against the range), within, better
        and worse (or higher and lower, where neither way is better), points (figures that the
        forecast rests on), and chance_of_one_outside (at the most, were nothing changed). No
        forecast, no figure since, or figures that share time, as pools do: cannot be assessed.
    """
    found, before = scored_since(panel, started, then)
    begins = first_since(panel, started)
    lies = judged(found.direction, panel.measure.polarity)
    counts = {verdict: (lies == verdict).sum(axis=1) for verdict in _COUNTED}
    cannot = _why_not(panel, found, before.opened, begins)
    is_judged = ~np.any([condition for condition, _ in cannot], axis=0)
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
        caveats={Caveat.BASELINE_AS_NOW_KNOWN: is_judged & ~before.frozen},
        evidence=_evidence(found, counts, panel.measure.polarity),
        thresholds=(Threshold("range", LEVEL, "The usual level; our own convention"),),
    )


def first_since(panel: Panel, started: date) -> int:
    """Give the column of the first period that an action begun on a day may have touched."""
    return int(np.searchsorted(panel.ends, started.toordinal()))


def scored_since(panel: Panel, started: date, then: Panel | None = None) -> tuple[Scored, Before]:
    """Freeze the forecast of each area on a day, and hold what came since against it.

    See ``turned_since``, which makes verdicts of it.
    """
    bounds = (0.0, 100.0) if panel.measure.unit.code is UnitCode.PERCENTAGE else None
    begins = first_since(panel, started)
    before = _before(panel, then, begins)
    found = turned(
        _figures_of(panel),
        begins,
        known_before=before.known,
        breaks_before=before.opened,
        breaks=breaks_of(panel),
        bounds=bounds,
        level=LEVEL,
    )
    return found, before


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """What a forecast is made from: figures and breaks by cell, and the areas for which frozen."""

    known: NDArray[np.float64]
    opened: NDArray[np.bool_]
    frozen: NDArray[np.bool_]


def _before(panel: Panel, then: Panel | None, begins: int) -> Before:
    """Take each area's figures as known then, or as now known where none was known then."""
    values, opens = _figures_of(panel), breaks_of(panel)
    if then is None:
        return Before(values, opens, np.zeros(len(panel.areas), dtype=bool))
    known, opened = _beside(then, panel)
    frozen = np.asarray((~np.isnan(known[:, :begins])).any(axis=1))
    own = frozen[:, None]
    return Before(np.where(own, known, values), np.where(own, opened, opens), frozen)


def _figures_of(panel: Panel) -> NDArray[np.float64]:
    return np.where(panel.present, panel.value, np.nan)


def _beside(then: Panel, panel: Panel) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Lay an earlier panel's figures and breaks out by the areas and periods of a later one.

    What the later one has no place for is left out: nothing could be held against it.
    """
    known = np.full(panel.value.shape, np.nan)
    opened = np.zeros(panel.value.shape, dtype=bool)
    places = {period.ordinal: column for column, period in enumerate(panel.periods)}
    pairs = [
        (column, places[period.ordinal])
        for column, period in enumerate(then.periods)
        if period.ordinal in places
    ]
    rows = [(then.row(area), row) for row, area in enumerate(panel.areas) if area in then.areas]
    if pairs and rows:
        there = np.ix_([row for row, _ in rows], [column for column, _ in pairs])
        here = np.ix_([row for _, row in rows], [column for _, column in pairs])
        known[here], opened[here] = _figures_of(then)[there], breaks_of(then)[there]
    return known, opened


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


def _broken(panel: Panel, opened: NDArray[np.bool_], begins: int) -> NDArray[np.bool_]:
    """Whether a series opens since the action, or is only now known to have opened before it."""
    since = np.arange(len(panel.periods)) >= begins
    return np.asarray((breaks_of(panel) & (since | ~opened)).any(axis=1))


def _why_not(
    panel: Panel, found: Scored, opened: NDArray[np.bool_], begins: int
) -> list[tuple[NDArray[np.bool_], Reason]]:
    state = found.baseline.state
    return [
        (latest_of(panel).latest == NONE, Reason.NO_FIGURE),
        (overlapping(panel), Reason.POOLED_YEARS),
        (~panel.present[:, begins:].any(axis=1), Reason.NOTHING_SINCE),
        (state == Forecastable.TOO_FEW, Reason.TOO_FEW_POINTS),
        (state == Forecastable.NO_VARIATION, Reason.NO_VARIATION),
        (state == Forecastable.NOT_ESTIMABLE, Reason.NOT_ESTIMABLE),
        (_broken(panel, opened, begins) & (found.scored == 0), Reason.BREAK_IN_SERIES),
        # All that came is further off than a forecast reaches.
        (found.scored == 0, Reason.NOT_ESTIMABLE),
    ]
