"""Whether a measure and an indicator have moved together as a declared contribution has it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import REASONS, Findings, Rule, Threshold, codes_of
from purbeck.assess.latest import NONE, latest_of
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.stretch import breaks_of, overlapping
from purbeck.methods.codes import Direction, Obstacle
from purbeck.methods.moved_together import FEWEST_CHANGES, LEVEL, Together, moved_together
from purbeck.model.contribution import Contribution, ExpectedMove
from purbeck.model.verdict import MovedTogether
from purbeck.panel.panel import Panel

RULE = Rule(
    code="moved-together",
    name="Moved together as declared",
    statement=(
        "The changes of a measure from year to year are held, by ranks, beside those of the "
        "indicator that it is declared to bear upon, as many years later as was declared; six "
        "pairs of changes or more, none across a break. They moved together where the indicator "
        "rose more, or less, in years of a larger rise of the measure, and changes that have "
        "nothing to do with one another would be as much in one order in fewer than one case in "
        "20. That two series moved together is no proof that one moved the other."
    ),
    source="Kendall 1975, Rank Correlation Methods. The least number is our own convention.",
)

MEMBERS = tuple(MovedTogether)


def moved_as_declared(
    measure: Panel, indicator: Panel, declared: Contribution
) -> Findings[MovedTogether]:
    """Hold a measure's changes beside those of the indicator that it is meant to bear upon.

    Parameters
    ----------
    measure, indicator
        Their panels. The answer is of the areas of the indicator's, in their order.
    declared
        The link: which way, and after how many periods.

    Returns
    -------
    Findings
        Evidence: changes (pairs compared), tau and p. Series of two kinds of period, of parts of
        a year (whose seasons would go together), or that share time as pools do, fewer than six
        pairs, and a series whose changes are all alike: cannot be assessed.
    """
    found = _held(measure, indicator, declared.lag)
    sign = 1 if declared.direction is ExpectedMove.SAME else -1
    way = np.where(found.obstacle == Obstacle.NONE, found.direction, Direction.SAME)
    cannot = _why_not(measure, indicator, found)
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=codes_of(
            MEMBERS,
            [
                *[(condition, MovedTogether.CANNOT_BE_ASSESSED) for condition, _ in cannot],
                (way * sign > 0, MovedTogether.AS_DECLARED),
                (way * sign < 0, MovedTogether.AGAINST),
            ],
            MovedTogether.NOT_DISTINGUISHABLE,
        ),
        reason=codes_of(
            REASONS, [*cannot, (way == Direction.SAME, Reason.NO_EVIDENCE)], Reason.EVIDENCE_FOUND
        ),
        caveats={},
        evidence={
            "changes": found.changes.astype(np.float64),
            "tau": found.tau,
            "p": found.p,
        },
        thresholds=(
            Threshold("p", 1.0 - LEVEL, "The usual level; our own convention"),
            Threshold("changes", float(FEWEST_CHANGES), "Our own convention"),
        ),
    )


def _alike(measure: Panel, indicator: Panel) -> bool:
    """Whether both are of one kind of period, and of whole years."""
    kind = measure.measure.period_kind
    return kind is indicator.measure.period_kind and kind.parts_a_year == 1


def _held(measure: Panel, indicator: Panel, lag: int) -> Together:
    shape = (len(indicator.areas), 0)
    if not _alike(measure, indicator) or not measure.periods or not indicator.periods:
        return moved_together(np.empty(shape), np.empty(shape), lag)
    every = [period.ordinal for panel in (measure, indicator) for period in panel.periods]
    first, last = min(every), max(every)
    (x, opens_x), (y, opens_y) = (
        _laid_out(panel, indicator.areas, first, last) for panel in (measure, indicator)
    )
    return moved_together(x, y, lag, breaks_first=opens_x, breaks_second=opens_y)


def _laid_out(
    panel: Panel, areas: tuple[str, ...], first: int, last: int
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Lay a panel out by given areas, and by every period from a first to a last."""
    values = np.full((len(areas), last - first + 1), np.nan)
    opened = np.zeros(values.shape, dtype=bool)
    columns = [period.ordinal - first for period in panel.periods]
    rows = [(panel.row(area), at) for at, area in enumerate(areas) if area in panel.areas]
    if rows:
        there = [row for row, _ in rows]
        here = np.ix_([at for _, at in rows], columns)
        values[here] = np.where(panel.present, panel.value, np.nan)[there]
        opened[here] = breaks_of(panel)[there]
    return values, opened


def _why_not(
    measure: Panel, indicator: Panel, found: Together
) -> list[tuple[NDArray[np.bool_], Reason]]:
    every = np.ones(len(indicator.areas), dtype=bool)
    have = {area for row, area in enumerate(measure.areas) if measure.present[row].any()}
    missing = np.array([area not in have for area in indicator.areas], dtype=bool)
    shared = overlapping(indicator) | overlapping(measure).any()
    return [
        (missing | (latest_of(indicator).latest == NONE), Reason.NO_FIGURE),
        (shared, Reason.POOLED_YEARS),
        (every & (not _alike(measure, indicator)), Reason.NOT_FOR_THIS_KIND),
        (found.obstacle == Obstacle.TOO_FEW_POINTS, Reason.TOO_FEW_POINTS),
        (found.obstacle == Obstacle.NO_VARIATION, Reason.NO_VARIATION),
    ]
