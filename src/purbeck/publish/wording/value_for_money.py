"""Sentences about value for money: what stands beside what, and never what came of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from purbeck.assess.finding import Finding
from purbeck.model.measure import Measure
from purbeck.model.value_for_money import CostAndOutcome, SavingEvidence, ValueQuestion
from purbeck.model.verdict import GapEvidence
from purbeck.publish.wording.figures import MINUS, counted, difference, figure, number
from purbeck.publish.wording.sentences import WHY_NOT

HEADING = "What this can and cannot say"

WHAT_IT_CAN_SAY: tuple[str, ...] = (
    "Whether a service costs more or less a head, or a unit, than the median of the area's "
    "statistical neighbours, after inflation, and whether its outcome is better or worse than "
    "theirs.",
    "How surely: a distance that the spread of the neighbours, and the chance in the area's own "
    "figure where that is known, could give is not told apart; and one that areas which are alike "
    "often have is said to be so.",
    "How both have moved, beside how the neighbours' moved.",
)

WHAT_IT_CANNOT_SAY: tuple[str, ...] = (
    "That the outcome came of the spend. Need, prices, history and what partners do differ "
    "between places as well, and a lower cost may come first of lower need.",
    "That a council is good or poor value for money. No colour is given, and no place in a list.",
    "Anything across authorities that do different things: the spend of a county is compared "
    "with a unitary's only for a service that the law gives to both as a whole.",
    "That figures of different years are alike in all but prices: what is counted under a line "
    "of the outturn, how overheads are shared out, and what grants are taken off have changed "
    "between years and differ between councils.",
    "What the prices of services did, as against those of the whole economy: the GDP deflator is "
    "of all prices, and those of pay and care need not rise with it.",
    "That a saving was made by an action. What was spent is set beside what would have been "
    "spent had it moved as the neighbours' spend did, and other things happened too.",
)

NEITHER_APART = "Neither cost nor outcome can be told apart from the neighbours' median."

QUESTIONS: dict[ValueQuestion, str] = {
    ValueQuestion.ECONOMY: "Economy: what do the inputs cost?",
    ValueQuestion.EFFICIENCY: "Efficiency: what does a unit of activity cost?",
    ValueQuestion.EFFECTIVENESS: "Effectiveness: what comes of it?",
    ValueQuestion.EQUITY: "Equity: for whom?",
}

_EXACT = 1e-9
"""What two figures may differ by in binary and be the same."""

_OUTCOMES = {
    GapEvidence.BETTER: "better",
    GapEvidence.WORSE: "worse",
    GapEvidence.HIGHER: "higher",
    GapEvidence.LOWER: "lower",
    GapEvidence.NOT_DISTINGUISHABLE: "not told apart",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the sentences are about, in words.

    Attributes
    ----------
    service
        As it stands at the beginning of a sentence: "Children's social care".
    unit
        What the cost is of one of: "child", "resident".
    year, prices
        The financial year of the cost, and that whose prices it is in.
    outcome_period
        The period of the outcome.
    """

    service: str
    unit: str
    year: str
    prices: str
    outcome: Measure
    outcome_period: str


def cost_sentence(finding: Finding[GapEvidence], told: Told) -> str:
    """Say what the service cost a head, and where that lies beside the neighbours' median."""
    if finding.verdict is GapEvidence.CANNOT_BE_ASSESSED:
        return f"Cost cannot be assessed: {WHY_NOT[finding.reason]}."
    held = finding.evidence
    said = (
        f"{told.service} cost {pounds(held['value'])} a {told.unit} in {told.year}, "
        f"{_prices(told)}{_beside(pounds(abs(held['distance'])), held, 'more', 'less')} "
        f"the median of {_neighbours(held)} ({pounds(held['median'])}): "
        f"{_OUTCOMES[finding.verdict]}."
    )
    return " ".join([said, *_below(held, "spent less"), *_common(finding), *_left_out(held)])


def outcome_sentence(finding: Finding[GapEvidence], told: Told) -> str:
    """Say what the outcome was, and where that lies beside the neighbours' median."""
    if finding.verdict is GapEvidence.CANNOT_BE_ASSESSED:
        return f"Outcome cannot be assessed: {WHY_NOT[finding.reason]}."
    held, measure = finding.evidence, told.outcome
    finer = as_fine_as(held["median"], measure)
    apart = _beside(difference(held["distance"], finer), held, "above", "below")
    chance = [] if held["chance_known"] else ["The chance in the figure itself is not known."]
    said = (
        f"{measure.name}: {figure(held['value'], measure)} in {told.outcome_period}, {apart} "
        f"the median of {_neighbours(held)} ({figure(held['median'], finer)}): "
        f"{_OUTCOMES[finding.verdict]}."
    )
    return " ".join([said, *_common(finding), *chance])


def quadrant_sentence(finding: Finding[CostAndOutcome]) -> str:
    """Say where cost and outcome lie together."""
    if finding.verdict is CostAndOutcome.CANNOT_BE_ASSESSED:
        return f"Cost and outcome together cannot be assessed: {WHY_NOT[finding.reason]}."
    if finding.verdict is CostAndOutcome.ALIKE:
        return NEITHER_APART
    words = finding.verdict.value
    return f"Beside the median of the neighbours: {words}."


def movement_sentence(finding: Finding[CostAndOutcome], told: Told, since: str) -> str:
    """Say how cost and outcome moved from one year to another, beside the neighbours'."""
    if finding.verdict is CostAndOutcome.CANNOT_BE_ASSESSED:
        return f"Movement since {since} cannot be assessed: {WHY_NOT[finding.reason]}."
    held, measure = finding.evidence, told.outcome
    cost = _moved(held["cost_value"], pounds(abs(held["cost_value"])))
    theirs = _moved(held["cost_median"], pounds(abs(held["cost_median"])))
    of = difference(held["outcome_value"], measure)
    median = difference(held["outcome_median"], measure)
    return (
        f"From {since} to {told.year} the cost of a {told.unit} {cost} after inflation; at the "
        f"median of the neighbours it {theirs}. The outcome {_moved(held['outcome_value'], of)}, "
        f"at their median it {_moved(held['outcome_median'], median)}. Beside their movement: "
        f"{finding.verdict.value}."
    )


def saving_sentence(finding: Finding[SavingEvidence], told: Told) -> str:
    """Say what was saved since an investment, beside what was expected; and not by what."""
    if finding.verdict is SavingEvidence.CANNOT_BE_ASSESSED:
        return f"The saving cannot be assessed: {WHY_NOT[finding.reason]}."
    held = finding.evidence
    kept = held["beside_neighbours"]
    less = "less" if kept >= 0 else "more"
    return (
        f"{pounds(held['invested'])} was invested, and a saving of {pounds(held['expected'])} was "
        f"expected in {told.year}. {pounds(held['spent'])} was spent, {pounds(abs(kept))} {less} "
        f"than had spend moved as the neighbours' median did (a saving of "
        f"{pounds(held['lower'])} to {pounds(held['upper'])}): {finding.verdict.value}. That the "
        f"action made the difference is not shown by this. All in prices of {told.prices}."
    )


def question_sentence(question: ValueQuestion, finding: Finding[GapEvidence] | None) -> str:
    """Say how one of the four questions is answered, or that nothing is declared to answer it."""
    asked = QUESTIONS[question]
    if finding is None:
        return f"{asked} No measure is declared for this."
    if finding.verdict is GapEvidence.CANNOT_BE_ASSESSED:
        return f"{asked} Cannot be assessed: {WHY_NOT[finding.reason]}."
    if finding.verdict is GapEvidence.NOT_DISTINGUISHABLE:
        return f"{asked} Not told apart from the median of the neighbours."
    words = _OUTCOMES[finding.verdict]
    return f"{asked} {words.capitalize()} than the median of the neighbours."


def as_fine_as(median: float, measure: Measure) -> Measure:
    """Give a measure of whole numbers with a decimal where a median lies between two of them.

    The median of ten whole numbers may be a half, from which a distance is not to be rounded.

    Examples
    --------
    >>> from purbeck.model.measure import Measure, MeasureKind
    >>> from purbeck.model.period import PeriodKind
    >>> from purbeck.model.polarity import Polarity
    >>> from purbeck.model.unit import UNITS, UnitCode
    >>> share = Measure(
    ...     id="a", name="A", kind=MeasureKind.REFERENCE_SERIES, unit=UNITS[UnitCode.PERCENTAGE],
    ...     polarity=Polarity.LOWER, period_kind=PeriodKind.FINANCIAL_YEAR, decimals=0)
    >>> as_fine_as(44.5, share).decimals, as_fine_as(44.0, share).decimals
    (1, 0)
    """
    between = measure.decimals == 0 and abs(round(median) - median) > _EXACT
    return replace(measure, decimals=1) if between else measure


def pounds(value: float) -> str:
    """Write pounds, with pence below ten pounds; a true minus sign before the pound's.

    Examples
    --------
    >>> pounds(1456.98), pounds(4.2), pounds(0.0)
    ('£1,457', '£4.20', '£0')
    """
    decimals = 2 if 0.005 <= abs(value) < 10 else 0
    text = number(value, decimals)
    return f"{MINUS if text.startswith(MINUS) else ''}£{text.lstrip(MINUS)}"


def _prices(told: Told) -> str:
    return "" if told.prices == told.year else f"in prices of {told.prices}, "


def _beside(size: str, held: Mapping[str, float], above: str, below: str) -> str:
    """Give a distance with its side: "£260 more than", "5.3 percentage points below"."""
    distance = held["distance"]
    if not any(digit in size for digit in "123456789"):
        return "the same as"
    word = above if distance > 0 else below
    return f"{size} {word}{' than' if above == 'more' else ''}"


def _neighbours(held: Mapping[str, float]) -> str:
    return counted(int(held["neighbours"]), "neighbour")


def _below(held: Mapping[str, float], what: str) -> list[str]:
    below, count = int(held["below"]), int(held["neighbours"])
    who = "All of them" if below == count else "None of them" if below == 0 else f"{below} of them"
    return [f"{who} {what}."]


def _common(finding: Finding[GapEvidence]) -> list[str]:
    """Say beside a side that is told apart that it is nothing out of the way, where it is not."""
    apart = finding.verdict is not GapEvidence.NOT_DISTINGUISHABLE
    if not apart or finding.evidence.get("unusual") != 0.0:
        return []
    return ["Areas that are alike often differ by as much."]


def _left_out(held: Mapping[str, float]) -> list[str]:
    count = int(held["left_out"])
    if not count:
        return []
    who = counted(count, "neighbour")
    return [f"{who} with other functions {'is' if count == 1 else 'are'} left out."]


def _moved(value: float, size: str) -> str:
    if value == 0:
        return "did not move"
    return f"{'rose' if value > 0 else 'fell'} by {size}"
