"""The words of the pages on value for money that are no verdicts: headings, cells, short lines."""

from __future__ import annotations

from purbeck.assess.finding import Finding
from purbeck.model.value_for_money import CostAndOutcome, SavingEvidence, ValueQuestion
from purbeck.model.verdict import GapEvidence
from purbeck.publish.wording.figures import figure
from purbeck.publish.wording.sentences import WHY_NOT
from purbeck.publish.wording.value_for_money import (
    HEADING,
    NEITHER_APART,
    Told,
    as_fine_as,
    cost_sentence,
    movement_sentence,
    outcome_sentence,
    pounds,
    quadrant_sentence,
    saving_sentence,
)
from purbeck.publish.wording.verdicts import sentence_case
from purbeck.scorecard.value_standing import Saving, SavingOfYear, ValueStanding

TITLE = "Value for money"
QUESTIONS_HEADING = "Four questions, kept apart"
SAVINGS_HEADING = "Invested to save"
RULES_HEADING = "By which rules"
CAN_SAY = "It can say:"
CANNOT_SAY = "It cannot say:"
NO_MEASURE = "No measure is declared"
NO_SPEND = "The spend of the year, or of one before the action, is not known yet"
INTRODUCTION = (
    "What services cost is set beside what comes of them, and both beside the median of the "
    "area's neighbours. Neither is shown to have come of the other."
)
NO_OTHER_YEAR = "There is no other year of which both are known, to say how they moved."
NOT_KNOWN = "Not known"
SAVINGS_PRICES = (
    "Pounds are in the prices of the costs, unless others are named: what was declared in the "
    "prices of another year is carried to them by the deflator."
)
NOT_BEGUN = "No day is given on which the action began"
NO_PICTURE = "There is no picture, as half of the neighbours or more have one and the same figure."
NOT_ITS_CAUSE = "Cost and outcome stand side by side here. Neither is shown to come of the other."

QUESTION_NAMES: dict[ValueQuestion, str] = {
    ValueQuestion.ECONOMY: "Economy",
    ValueQuestion.EFFICIENCY: "Efficiency",
    ValueQuestion.EFFECTIVENESS: "Effectiveness",
    ValueQuestion.EQUITY: "Equity",
}

_SIDES = {
    GapEvidence.BETTER: "Better than the median",
    GapEvidence.WORSE: "Worse than the median",
    GapEvidence.HIGHER: "Higher than the median",
    GapEvidence.LOWER: "Lower than the median",
    GapEvidence.NOT_DISTINGUISHABLE: "Not told apart from the median",
}


FIXED: tuple[str, ...] = (
    *(TITLE, QUESTIONS_HEADING, SAVINGS_HEADING, RULES_HEADING, HEADING, CAN_SAY, CANNOT_SAY),
    *(NO_MEASURE, NO_SPEND, INTRODUCTION, NOT_ITS_CAUSE, NO_OTHER_YEAR, NOT_KNOWN),
    *(NOT_BEGUN, NO_PICTURE, SAVINGS_PRICES),
    NEITHER_APART,
    *QUESTION_NAMES.values(),
    *_SIDES.values(),
    *(sentence_case(each.value) for each in (*CostAndOutcome, *SavingEvidence)),
)
"""What the pages say as it stands here, for the catalogue of translations."""


def told_of(standing: ValueStanding) -> Told:
    """Give what the sentences about a service are about."""
    return Told(
        service=standing.declared.name,
        unit=standing.declared.unit,
        year="" if standing.year is None else str(standing.year),
        prices=str(standing.prices),
        outcome=standing.outcome,
        outcome_period="" if standing.outcome_period is None else str(standing.outcome_period),
    )


def standing_sentences(standing: ValueStanding) -> tuple[str, ...]:
    """Say what a service cost, what came of it, where both lie, and how both moved."""
    told = told_of(standing)
    said = [
        cost_sentence(standing.cost, told),
        outcome_sentence(standing.effect, told),
        quadrant_sentence(standing.quadrant),
    ]
    if standing.movement is not None:
        said.append(movement_sentence(standing.movement, told, str(standing.since)))
    elif standing.year is not None:
        said.append(NO_OTHER_YEAR)
    if not standing.path and standing.quadrant.verdict is not CostAndOutcome.CANNOT_BE_ASSESSED:
        said.append(NO_PICTURE)
    said += [
        f"{year}: cost and outcome together cannot be assessed: {WHY_NOT[reason]}."
        for year, reason in standing.without
        if year != standing.year
    ]
    if standing.opens is not None:
        said.append(
            f"A new series of the spend begins with {standing.opens}. What was spent before was "
            f"spent by another council, or is counted in another way, and does not compare."
        )
    return tuple(said)


def side_words(finding: Finding[GapEvidence] | None) -> str:
    """Say on which side of the median a figure lies, for a cell of a table.

    Examples
    --------
    >>> side_words(None)
    'No measure is declared'
    """
    if finding is None:
        return NO_MEASURE
    if finding.verdict is GapEvidence.CANNOT_BE_ASSESSED:
        return f"Cannot be assessed: {WHY_NOT[finding.reason]}"
    return _SIDES[finding.verdict]


def together_words(finding: Finding[CostAndOutcome]) -> str:
    """Say where cost and outcome lie together, for a cell of a table."""
    if finding.verdict is CostAndOutcome.CANNOT_BE_ASSESSED:
        return f"Cannot be assessed: {WHY_NOT[finding.reason]}"
    return sentence_case(finding.verdict.value)


def cost_words(standing: ValueStanding) -> str:
    """Give the cost of one of what it is spread over; "No figure" where there is none."""
    value = standing.cost.evidence.get("value")
    return "No figure" if value is None else pounds(value)


def unit_words(standing: ValueStanding) -> str:
    """Say what the cost is of one of, and of when; nothing where there is no cost."""
    if standing.year is None:
        return ""
    return f"a {standing.declared.unit}, {standing.year}"


def outcome_words(standing: ValueStanding) -> str:
    """Give the figure of the outcome; "No figure" where there is none."""
    value = standing.effect.evidence.get("value")
    return "No figure" if value is None else figure(value, standing.outcome)


def median_words(standing: ValueStanding, *, of_cost: bool) -> str:
    """Give the median of the neighbours; nothing where there is none."""
    finding = standing.cost if of_cost else standing.effect
    median = finding.evidence.get("median")
    if median is None:
        return ""
    words = pounds(median)
    if not of_cost:
        words = figure(median, as_fine_as(median, standing.outcome))
    return f"Median of the neighbours: {words}"


def year_saving_sentence(standing: ValueStanding, saving: Saving, year: SavingOfYear) -> str:
    """Say what an action was to save in a year, and what has become of it."""
    if year.finding is None:
        return (
            f"{saving.action.title}: a saving of {pounds(year.expected)} is expected in "
            f"{year.period}. {_why_open(saving)}."
        )
    told = Told(
        service=standing.declared.name,
        unit=standing.declared.unit,
        year=str(year.period),
        prices=str(standing.prices),
        outcome=standing.outcome,
        outcome_period="",
    )
    return f"{saving.action.title}: {saving_sentence(year.finding, told)}"


def _why_open(saving: Saving) -> str:
    return NOT_BEGUN if saving.action.started is None else NO_SPEND


def saving_words(saving: Saving, year: SavingOfYear) -> str:
    """Say what has become of an expected saving, for a cell of a table."""
    if year.finding is None:
        return _why_open(saving)
    if year.finding.verdict is SavingEvidence.CANNOT_BE_ASSESSED:
        return f"Cannot be assessed: {WHY_NOT[year.finding.reason]}"
    return sentence_case(year.finding.verdict.value)


def declared_words(standing: ValueStanding, saving: Saving, year: SavingOfYear, name: str) -> str:
    """Give what was invested or expected, in the prices of the costs so that it can be compared.

    Of a year of which nothing can be said yet it is as declared, with the year of its prices.
    """
    held = {} if year.finding is None else year.finding.evidence
    if name in held:
        return pounds(held[name])
    declared = saving.action.invested if name == "invested" else year.expected
    prices = saving.action.prices
    if prices is None or prices == standing.prices:
        return pounds(declared)
    return f"{pounds(declared)} in prices of {prices}"


def saved_words(year: SavingOfYear) -> str:
    """Give what was spent less than had spend moved as the neighbours' did, with its limits."""
    held = {} if year.finding is None else year.finding.evidence
    if "beside_neighbours" not in held:
        return NOT_KNOWN
    saved, lower, upper = (pounds(held[each]) for each in ("beside_neighbours", "lower", "upper"))
    return f"{saved} ({lower} to {upper})"


def prices_sentence(standing: ValueStanding) -> str:
    """Say in whose prices the costs are, by which index, and beside whom they are set."""
    on = standing.deflator_on
    return (
        f"Costs are in prices of {standing.prices}, by the {standing.deflator} released on "
        f"{on.day} {on:%B} {on.year}, and are set beside those of: {standing.group_name}."
    )
