"""Invest to save: what was expected to be saved, beside what was spent since."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.cost_of_service import Costs
from purbeck.assess.finding import REASONS, Findings, Rule, codes_of
from purbeck.assess.latest import broken_between
from purbeck.assess.neighbour_position import THRESHOLDS, Neighbourhood
from purbeck.assess.reason import Reason
from purbeck.methods.neighbour_distance import FEWEST, median_interval
from purbeck.methods.rank import type_7_quantile
from purbeck.model.errors import UsageError
from purbeck.model.observation import Status
from purbeck.model.value_for_money import InvestToSave, SavingEvidence
from purbeck.panel.panel import status_code

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]

RULE = Rule(
    code="invest-to-save",
    name="Expected and actual saving",
    statement=(
        "The spend of the year before the action is carried to a later year as the neighbours' "
        "median spend moved between the two, all in the prices of one year. What was spent less "
        "than that is the saving beside the neighbours, with the interval that their spread gives "
        "it; what was spent less than in the year before is given as well. The expected saving "
        "is the one declared when the action was agreed. That the action made the difference is "
        "not said."
    ),
    source="Our own convention; interval of the sign test for the neighbours' median movement.",
)

MEMBERS = tuple(SavingEvidence)


@np.errstate(all="ignore")
def saving_since(
    costs: Costs, near: Neighbourhood, declared: InvestToSave, *, before: int, column: int
) -> Findings[SavingEvidence]:
    """Set the saving of one year beside what was expected of it.

    Parameters
    ----------
    costs
        Of the spend that the action should lower; the whole spend is taken, not that of a head.
    before
        The column of the last financial year that ended before the action began.
    column
        The column of a later year, for which a saving was expected, else ``UsageError``.

    Returns
    -------
    Findings
        Of shape (areas,). Evidence, in pounds of the year that the costs are in: baseline and
        spent, saved (the first less the second), expected_spend, beside_neighbours (the saving,
        with lower and upper), expected, invested, neighbours. An expected saving that is a limit
        of the interval, or within it, is not told apart; at or below the lower limit it was made.
    """
    if not 0 <= before < column < len(costs.panel.periods):
        raise UsageError("A year before the action and a later one are expected.")
    expected, invested = _in_prices(costs, declared, column)
    spend = costs.panel.numerator
    baseline, spent = spend[:, before], spend[:, column]
    ratios = _neighbours_ratios(costs, near, before, column)
    count = (~np.isnan(ratios)).sum(axis=0)
    middle = type_7_quantile(np.sort(ratios, axis=0), count, 0.5)
    around = median_interval(ratios)
    saved, lower, upper = (baseline * by - spent for by in (middle, around.lower, around.upper))
    start, end = (np.full(len(baseline), at, dtype=np.intp) for at in (before, column))
    cannot = [
        (np.isnan(spent), Reason.NO_FIGURE),
        (np.isnan(baseline) | (baseline <= 0), Reason.NO_EARLIER_FIGURE),
        (broken_between(costs.panel, start, end), Reason.BREAK_IN_SERIES),
        *_too_few(costs, near, count, before, column),
    ]
    nowhere = np.any([condition for condition, _ in cannot], axis=0)
    evidence = {
        "expected_spend": baseline * middle,
        "beside_neighbours": saved,
        "lower": lower,
        "upper": upper,
    }
    told = (lower >= expected) | (upper < expected)
    return Findings(
        rule=RULE,
        verdicts=MEMBERS,
        verdict=codes_of(
            MEMBERS,
            [
                (nowhere, SavingEvidence.CANNOT_BE_ASSESSED),
                (lower >= expected, SavingEvidence.AS_EXPECTED),
                (upper < expected, SavingEvidence.LESS),
            ],
            SavingEvidence.NOT_DISTINGUISHABLE,
        ),
        reason=codes_of(REASONS, [*cannot, (told, Reason.EVIDENCE_FOUND)], Reason.NO_EVIDENCE),
        caveats={},
        evidence={
            "baseline": baseline,
            "spent": spent,
            "saved": baseline - spent,
            **{name: np.where(nowhere, np.nan, of) for name, of in evidence.items()},
            "expected": np.full(baseline.shape, expected),
            "invested": np.full(baseline.shape, invested),
            "neighbours": count.astype(np.float64),
        },
        thresholds=THRESHOLDS,
    )


def _in_prices(costs: Costs, declared: InvestToSave, column: int) -> tuple[float, float]:
    """Give what was expected of the year, and invested, in the prices of the costs."""
    year = costs.panel.periods[column]
    expected = dict(declared.expected)
    if year not in expected:
        raise UsageError(f"Action '{declared.action}' declares no saving for {year}.")
    factor = float(costs.deflator.factors(declared.prices.year, costs.base.year))
    if np.isnan(factor):
        raise UsageError(f"{costs.deflator.name}: there are no prices of {declared.prices}.")
    return expected[year] * factor, declared.invested * factor


def _neighbours_ratios(costs: Costs, near: Neighbourhood, before: int, column: int) -> Figures:
    """Give how the spend of each area's neighbours moved, of shape (neighbours, areas)."""
    spend = costs.panel.numerator
    moved = np.where(spend[:, before] > 0, spend[:, column] / spend[:, before], np.nan)
    opens = (costs.panel.status == status_code(Status.BREAK))[:, before + 1 : column + 1]
    moved = np.where(opens.any(axis=1), np.nan, moved)
    return np.where(near.comparable, moved[near.rows], np.nan).T


def _too_few(
    costs: Costs, near: Neighbourhood, count: NDArray[np.intp], before: int, column: int
) -> list[tuple[Flags, Reason]]:
    held = np.asarray(~np.isnan(costs.panel.numerator[:, [before, column]]).any(axis=1))
    present = (held[near.rows] & near.named).sum(axis=1)
    few = count < FEWEST
    others = few & (present >= FEWEST) & (near.comparable.sum(axis=1) < FEWEST)
    return [(others, Reason.OTHER_FUNCTIONS), (few, Reason.TOO_FEW_FOR_MEDIAN)]
