"""Cost beside outcome: where an area lies in each beside its neighbours, and how both moved.

It says what stands beside what. That one came of the other it cannot say.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.cost_of_service import Costs, matched
from purbeck.assess.finding import REASONS, Findings, Rule, codes_of
from purbeck.assess.latest import NONE, latest_of
from purbeck.assess.neighbour_position import (
    THRESHOLDS,
    Neighbourhood,
    held_change,
    held_now,
    position,
)
from purbeck.assess.reason import Reason
from purbeck.model.errors import UsageError
from purbeck.model.polarity import Polarity
from purbeck.model.value_for_money import CostAndOutcome
from purbeck.model.verdict import GapEvidence
from purbeck.panel.panel import Panel

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = NDArray[np.intp]

RULE = Rule(
    code="value-for-money",
    name="Cost beside outcome",
    statement=(
        "What a service costs a head, in the prices of one year, and what comes of it are each "
        "set beside the median of the neighbours that have the same functions. Each is "
        "lower or higher, better or worse, where that can be told; where neither can, cost and "
        "outcome cannot be told apart from the neighbours'. The outcome is of the period that "
        "shares most of the financial year. Nothing is said of why, and no colour hangs on it."
    ),
    source=(
        "Our own convention, by the rule of the median of neighbours; the Audit Commission's value "
        "for money profiles set cost beside performance likewise."
    ),
)

MOVEMENT_RULE = Rule(
    code="value-for-money-movement",
    name="Cost and outcome over time",
    statement=(
        "How the cost of a head in the prices of one year, and the outcome, moved between two "
        "years is each set beside the median movement of those neighbours. A lower cost is "
        "then one that rose by less, or fell by more, and a better outcome one that moved more "
        "the better way. A series that broke between cannot be assessed."
    ),
    source="The same distances, of changes: a difference in differences, without its claim.",
)

MEMBERS = tuple(CostAndOutcome)

_SIDES = {
    ("lower", "better"): CostAndOutcome.LOWER_BETTER,
    ("lower", "alike"): CostAndOutcome.LOWER_ALIKE,
    ("lower", "worse"): CostAndOutcome.LOWER_WORSE,
    ("alike", "better"): CostAndOutcome.ALIKE_BETTER,
    ("alike", "alike"): CostAndOutcome.ALIKE,
    ("alike", "worse"): CostAndOutcome.ALIKE_WORSE,
    ("higher", "better"): CostAndOutcome.HIGHER_BETTER,
    ("higher", "alike"): CostAndOutcome.HIGHER_ALIKE,
    ("higher", "worse"): CostAndOutcome.HIGHER_WORSE,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CostBesideOutcome:
    """Where areas lie in cost and in outcome, with the two findings that it rests on.

    Attributes
    ----------
    quadrant
        The verdict on both. Evidence: that of the two with ``cost_`` and ``outcome_`` before it,
        and outcome_advantage, the outcome's distance with better above 0.
    cost_column, outcome_column
        The columns of the two panels that it is about, of shape (areas,).
    """

    quadrant: Findings[CostAndOutcome]
    cost: Findings[GapEvidence]
    outcome: Findings[GapEvidence]
    cost_column: Columns
    outcome_column: Columns


def cost_beside_outcome(
    costs: Costs, outcome: Panel, near: Neighbourhood, column: int | None = None
) -> CostBesideOutcome:
    """Place each area by its cost and its outcome.

    Parameters
    ----------
    outcome
        With the same areas in the same order, else ``UsageError``.
    near
        The neighbours of each area, and the functions of all.
    column
        The column of the costs that it is about; each area's latest if not given.

    Returns
    -------
    CostBesideOutcome
        The cost cannot be assessed, or the outcome: neither can the two together, for the
        reason of the cost first. Polarity of the outcome that is neither, or a range: the same.
    """
    _same_areas(costs, outcome)
    at = latest_of(costs.panel).latest if column is None else _all_at(costs, column)
    there = _beside(costs, outcome, at)
    if column is None:  # Without a cost the outcome stands on its own.
        there = np.where(at == NONE, latest_of(outcome).latest, there)
    held = held_now(costs.panel, at, near, costs.missing)
    beside = held_now(outcome, there, near)
    cost = position(held, near, Polarity.NEITHER)
    # Of the same neighbours: one with other functions has other outcomes to answer for.
    found = position(beside, near, outcome.measure.polarity)
    return CostBesideOutcome(
        quadrant=_together(cost, found, outcome, RULE),
        cost=cost,
        outcome=found,
        cost_column=at,
        outcome_column=there,
    )


def cost_and_outcome_moved(
    costs: Costs, outcome: Panel, near: Neighbourhood, first: int, last: int
) -> CostBesideOutcome:
    """Place each area by how its cost and its outcome moved from one financial year to another.

    Parameters
    ----------
    first, last
        Columns of the costs; the first before the last, else ``UsageError``.
    """
    _same_areas(costs, outcome)
    if not 0 <= first < last < len(costs.panel.periods):
        raise UsageError("An earlier and a later financial year of the costs are expected.")
    start, end = _all_at(costs, first), _all_at(costs, last)
    there = _beside(costs, outcome, end)
    held = held_change(costs.panel, start, end, near)
    beside = held_change(outcome, _beside(costs, outcome, start), there, near)
    cost = position(held, near, Polarity.NEITHER, MOVEMENT_RULE)
    found = position(beside, near, outcome.measure.polarity, MOVEMENT_RULE)
    return CostBesideOutcome(
        quadrant=_together(cost, found, outcome, MOVEMENT_RULE),
        cost=cost,
        outcome=found,
        cost_column=end,
        outcome_column=there,
    )


def _together(
    cost: Findings[GapEvidence], found: Findings[GapEvidence], outcome: Panel, rule: Rule
) -> Findings[CostAndOutcome]:
    """Make one verdict of two."""
    polarity = outcome.measure.polarity
    undirected = polarity not in (Polarity.HIGHER, Polarity.LOWER)
    of_cost, of_outcome = _sides(cost), _sides(found)
    reasons = [
        *[(_is(cost, GapEvidence.CANNOT_BE_ASSESSED) & (cost.reason == at), reason)
          for at, reason in enumerate(REASONS)],
        (np.full(cost.verdict.shape, undirected), Reason.NO_POLARITY),
        *[(_is(found, GapEvidence.CANNOT_BE_ASSESSED) & (found.reason == at), reason)
          for at, reason in enumerate(REASONS)],
    ]  # fmt: skip
    nowhere = np.any([condition for condition, _ in reasons], axis=0)
    alike = of_cost["alike"] & of_outcome["alike"]
    sign = -1.0 if polarity is Polarity.LOWER else 1.0
    distance = found.evidence["distance"]
    return Findings(
        rule=rule,
        verdicts=MEMBERS,
        verdict=codes_of(
            MEMBERS,
            [
                (nowhere, CostAndOutcome.CANNOT_BE_ASSESSED),
                *[(of_cost[a] & of_outcome[b], word) for (a, b), word in _SIDES.items()],
            ],
            CostAndOutcome.CANNOT_BE_ASSESSED,
        ),
        reason=codes_of(REASONS, [*reasons, (alike, Reason.NO_EVIDENCE)], Reason.EVIDENCE_FOUND),
        caveats={},
        evidence={
            **{f"cost_{name}": of for name, of in cost.evidence.items()},
            **{f"outcome_{name}": of for name, of in found.evidence.items()},
            "outcome_advantage": np.where(undirected, np.nan, sign * distance),
        },
        thresholds=THRESHOLDS,
    )


def _sides(found: Findings[GapEvidence]) -> dict[str, Flags]:
    return {
        "lower": _is(found, GapEvidence.LOWER),
        "higher": _is(found, GapEvidence.HIGHER),
        "better": _is(found, GapEvidence.BETTER),
        "worse": _is(found, GapEvidence.WORSE),
        "alike": _is(found, GapEvidence.NOT_DISTINGUISHABLE),
    }


def _is(found: Findings[GapEvidence], verdict: GapEvidence) -> Flags:
    return np.asarray(found.verdict == found.verdicts.index(verdict))


def _same_areas(costs: Costs, outcome: Panel) -> None:
    if costs.panel.areas != outcome.areas:
        raise UsageError("Cost and outcome are expected of the same areas in the same order.")


def _all_at(costs: Costs, column: int) -> Columns:
    return np.full(len(costs.panel.areas), column, dtype=np.intp)


def _beside(costs: Costs, outcome: Panel, at: Columns) -> Columns:
    """Give the column of the outcome that is of the same time as each area's column of cost."""
    columns = np.append(matched(costs.panel.periods, outcome.periods), NONE)
    return columns[at]
