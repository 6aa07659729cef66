"""Where a figure lies beside the median of an area's neighbours: now, or in how it moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import broken_between, pick, why_no_value
from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.statistical.codes import verdicts
from purbeck.assess.statistical.counted import interval_of
from purbeck.assess.statistical.gap_evidence import MEMBERS, WORDS
from purbeck.methods.codes import Direction, judged
from purbeck.methods.interval import LEVEL, Interval
from purbeck.methods.neighbour_distance import FEWEST, neighbour_distance
from purbeck.methods.proportion_test import difference_interval
from purbeck.methods.unit_cost import same_functions
from purbeck.model.observation import Status
from purbeck.model.polarity import Polarity
from purbeck.model.verdict import GapEvidence
from purbeck.panel.panel import Panel, status_code

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = NDArray[np.intp]
Cases = Sequence[tuple[Flags, Reason]]

RULE = Rule(
    code="neighbour-position",
    name="Beside the median of neighbours",
    statement=(
        "A figure is set beside the median of the area's statistical neighbours, of the same "
        "period. The distance has the interval that the spread of the neighbours gives their "
        "median (from the second lowest to the second highest of ten), put together with the "
        "area's own where that is known. Where it does not hold nought the figure lies to that "
        "side. Fewer than six neighbours with a figure are too few. Spend is set beside that of "
        "authorities with the same functions alone. Areas that are alike often lie as far from "
        "such a median; only one beyond five of the neighbours' median absolute deviations is "
        "unusual."
    ),
    source=(
        "Interval of the sign test; Zou and Donner 2008. Distances in median absolute deviations, "
        "as the Office for Local Government (Oflog) published them."
    ),
)

UNUSUAL = 5.0
"""Median absolute deviations beyond which few areas lie that are like their neighbours."""

THRESHOLDS = (
    Threshold("level", LEVEL, "The usual level; our own convention"),
    Threshold("fewest", FEWEST, "No two of five figures hold their median at 95%"),
    Threshold("unusual", UNUSUAL, "Simulated: 4 in 100 areas that are like their ten neighbours"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Neighbourhood:
    """Who is held against whom, in terms of the rows of a panel.

    Attributes
    ----------
    rows
        Of shape (areas, most neighbours); below 0 for no more.
    functions
        A number for the functions of each area (``areas.functions``); areas with other numbers
        are left out. None where the figures are not of spend.
    """

    rows: Columns
    functions: NDArray[np.int8] | None = None

    @property
    def named(self) -> Flags:
        """Which places hold a neighbour."""
        return np.asarray(self.rows >= 0)

    @property
    def comparable(self) -> Flags:
        """Which places hold a neighbour that has the same functions."""
        if self.functions is None:
            return self.named
        return np.asarray(
            self.named & same_functions(self.functions[:, None], self.functions[self.rows])
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Held:
    """Figures to be placed, with those of the neighbours beside them.

    Attributes
    ----------
    value, interval
        Of shape (areas,).
    others
        Of shape (most neighbours, areas): each in its own period, NaN for none.
    cannot
        Why an area has no figure to be placed.
    """

    value: Figures
    interval: Interval
    others: Figures
    cannot: Cases


def held_now(panel: Panel, at: Columns, near: Neighbourhood, missing: Cases = ()) -> Held:
    """Take the figures of one column for each area, and of the same for its neighbours.

    Parameters
    ----------
    at
        The column of each area; NONE for none.
    missing
        Why there is no figure in a cell, of the panel's shape, before what the cell itself says.
    """
    around, _ = interval_of(panel)
    values = np.where(panel.present, panel.value, np.nan)
    lower, upper = (pick(end, at, np.nan) for end in (around.lower, around.upper))
    place = np.where(at < 0, 0, at)[:, None]
    beside = values[near.rows, place] if values.size else np.full(near.rows.shape, np.nan)
    beside = np.where(at[:, None] < 0, np.nan, beside)
    return Held(
        value=pick(values, at, np.nan),
        interval=Interval(lower, upper),
        others=beside.T,
        cannot=[
            *[(np.asarray(pick(cells, at, 0.0), dtype=bool), reason) for cells, reason in missing],
            *why_no_value(panel, at),
        ],
    )


def held_change(panel: Panel, first: Columns, last: Columns, near: Neighbourhood) -> Held:
    """Take how each area's figure moved between two columns, and its neighbours' likewise.

    ``first`` and ``last`` are of shape (areas,). A series that broke between has not moved: it is
    another. Where both figures have an interval, so has the change; NaN else.
    """
    around, _ = interval_of(panel)
    values = np.where(panel.present, panel.value, np.nan)
    before, after = pick(values, first, np.nan), pick(values, last, np.nan)
    ends = [
        Interval(pick(around.lower, at, np.nan), pick(around.upper, at, np.nan))
        for at in (last, first)
    ]
    opens = np.cumsum(panel.status == status_code(Status.BREAK), axis=1)
    moved = values[near.rows, last[:, None]] - values[near.rows, first[:, None]]
    broken = opens[near.rows, last[:, None]] != opens[near.rows, first[:, None]]
    away = (first < 0) | (last < 0)
    return Held(
        value=after - before,
        interval=difference_interval(after, ends[0], before, ends[1]),
        others=np.where(broken | away[:, None], np.nan, moved).T,
        cannot=[
            *why_no_value(panel, last),
            (np.isnan(after), Reason.NO_FIGURE),
            (np.isnan(before), Reason.NO_EARLIER_FIGURE),
            (broken_between(panel, first, last), Reason.BREAK_IN_SERIES),
        ],
    )


def position(
    held: Held, near: Neighbourhood, polarity: Polarity, rule: Rule = RULE
) -> Findings[GapEvidence]:
    """Say on which side of its neighbours' median each area's figure lies.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence: value, median (with median_lower and median_upper), distance
        (value less median, with lower and upper), deviation (the neighbours' median absolute
        deviation), deviations (the distance in it), neighbours (that have a figure and are compared
        with), left_out (that have one and other functions), below (neighbours with a lower figure),
        chance_known (1 where the area's own figure has an interval), and unusual (1 beyond UNUSUAL
        deviations, 0 at or within; left out where the neighbours do not differ). A limit of
        exactly 0 is not told apart. Where neither way is better the verdict is higher or lower.
    """
    comparable = near.comparable.T
    found = neighbour_distance(held.value, np.where(comparable, held.others, np.nan), held.interval)
    present = ~np.isnan(held.others) & near.named.T
    refused = (present & ~comparable).sum(axis=0)
    few = found.count < FEWEST
    cannot = [
        *held.cannot,
        (np.isnan(held.value), Reason.NO_FIGURE),
        (few & (found.count + refused >= FEWEST), Reason.OTHER_FUNCTIONS),
        (few, Reason.TOO_FEW_FOR_MEDIAN),
    ]
    nowhere = np.any([condition for condition, _ in cannot], axis=0)
    lies = judged(found.direction, polarity)
    verdict = verdicts(lies, WORDS, GapEvidence.CANNOT_BE_ASSESSED, MEMBERS, cannot)
    evidence: dict[str, Figures] = {
        "value": held.value,
        "median": found.median,
        "median_lower": found.median_lower,
        "median_upper": found.median_upper,
        "distance": found.distance,
        "lower": found.lower,
        "upper": found.upper,
        "deviation": found.deviation,
        "deviations": found.deviations,
        "below": found.below.astype(np.float64),
        "chance_known": (~np.isnan(held.interval.lower)).astype(np.float64),
        "unusual": np.where(np.isnan(found.deviations), np.nan, np.abs(found.deviations) > UNUSUAL),
    }
    kept = {name: np.where(nowhere, np.nan, of) for name, of in evidence.items()}
    return Findings(
        rule=rule,
        verdicts=MEMBERS,
        verdict=verdict,
        reason=codes_of(
            REASONS,
            [*cannot, (found.direction == Direction.SAME, Reason.NO_EVIDENCE)],
            Reason.EVIDENCE_FOUND,
        ),
        caveats=_no_caveats(),
        evidence={
            **kept,
            "value": held.value,
            "neighbours": found.count.astype(np.float64),
            "left_out": refused.astype(np.float64),
        },
        thresholds=THRESHOLDS,
    )


def _no_caveats() -> dict[Caveat, Flags]:
    return {}
