"""The figures behind value for money, as tidy tables."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.publish.compose.register_sheets import NOT_AVAILABLE
from purbeck.publish.document import Sheet, SheetColumn, SheetKind, SheetValue
from purbeck.publish.wording.value_page import (
    QUESTION_NAMES,
    saving_words,
    side_words,
    together_words,
)
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.value_standing import Answer, ValuePlace, ValueStanding

_T, _N = SheetKind.TEXT, SheetKind.NUMBER


def value_sheets(scorecard: DisclosedScorecard) -> Iterator[Sheet]:
    """Lay out places, answers and savings; none where no service is declared."""
    values = scorecard.values
    if not values:
        return
    yield _places(values)
    yield _answers(values)
    if any(each.savings for each in values):
        yield _savings(values)


def _places(values: tuple[ValueStanding, ...]) -> Sheet:
    columns = (
        SheetColumn("Service ID", _T, "The id of the declaration in the framework"),
        SheetColumn("Service", _T, "The name of the service"),
        SheetColumn("Area code", _T, "The code of the area"),
        SheetColumn("Area", _T, "The name of the area"),
        SheetColumn("Year", _T, "The financial year of the cost"),
        SheetColumn("Cost", _N, "Pounds for one of the unit, in the prices given", 2),
        SheetColumn("Unit", _T, "What the cost is of one of"),
        SheetColumn("Prices", _T, "The financial year whose prices the cost is in"),
        SheetColumn("Outcome", _N, "The outcome of the same time"),
        SheetColumn("Outcome measure", _T, "The id of the measure of the outcome"),
        SheetColumn("Cost away", _N, "Cost less the median, in deviations of the neighbours", 2),
        SheetColumn("Cost away lower", _N, "The lower limit of the same", 2),
        SheetColumn("Cost away upper", _N, "The upper limit of the same", 2),
        SheetColumn("Outcome away", _N, "Outcome less the median, in their deviations", 2),
        SheetColumn("Outcome away lower", _N, "The lower limit of the same", 2),
        SheetColumn("Outcome away upper", _N, "The upper limit of the same", 2),
        SheetColumn("New series", _T, "Whether a new series opens after the place before"),
        SheetColumn("Verdict", _T, "Where cost and outcome lie together, for the latest place"),
    )
    rows = [_place(each, place) for each in values for place in (*each.path, *each.neighbours)] + [
        _without_place(each) for each in values if not each.path
    ]
    title = "Value for money: cost and outcome of the area by year, and of its neighbours"
    return Sheet("Cost and outcome", title, columns, tuple(rows))


def _place(standing: ValueStanding, place: ValuePlace) -> tuple[SheetValue, ...]:
    latest = standing.path[-1:] == (place,)
    return (
        standing.declared.id,
        standing.declared.name,
        place.area,
        place.area_name,
        place.period.label,
        place.cost,
        standing.declared.unit,
        standing.prices.label,
        place.outcome,
        standing.outcome.id,
        *place.cost_away,
        *place.outcome_away,
        "yes" if place.begins else "no",
        together_words(standing.quadrant) if latest else "",
    )


def _without_place(standing: ValueStanding) -> tuple[SheetValue, ...]:
    """Name a service that has no place, with the reason."""
    none = NOT_AVAILABLE
    return (
        standing.declared.id,
        standing.declared.name,
        none,
        none,
        standing.year.label if standing.year else none,
        none,
        standing.declared.unit,
        standing.prices.label,
        none,
        standing.outcome.id,
        *[none] * 6,
        "no",
        together_words(standing.quadrant),
    )


def _answers(values: tuple[ValueStanding, ...]) -> Sheet:
    columns = (
        SheetColumn("Service ID", _T, "The id of the declaration in the framework"),
        SheetColumn("Question", _T, "Economy, efficiency, effectiveness or equity"),
        SheetColumn("Measure ID", _T, "The measure that answers it; none where none is declared"),
        SheetColumn("Value", _N, "The area's latest figure"),
        SheetColumn("Median", _N, "The median of the neighbours"),
        SheetColumn("Verdict", _T, "On which side of the median the figure lies"),
    )
    rows = tuple(_answer(each, answer) for each in values for answer in each.answers)
    title = "Value for money: four questions, each by its own measure"
    return Sheet("Value questions", title, columns, rows)


def _answer(standing: ValueStanding, answer: Answer) -> tuple[SheetValue, ...]:
    held = {} if answer.finding is None else answer.finding.evidence
    return (
        standing.declared.id,
        QUESTION_NAMES[answer.question],
        NOT_AVAILABLE if answer.measure is None else answer.measure.id,
        held.get("value", NOT_AVAILABLE),
        held.get("median", NOT_AVAILABLE),
        side_words(answer.finding),
    )


def _savings(values: tuple[ValueStanding, ...]) -> Sheet:
    columns = (
        SheetColumn("Action", _T, "The id of the action"),
        SheetColumn("Title", _T, "What is to be done"),
        SheetColumn("Saves on", _T, "The measure of the spend that it should lower"),
        SheetColumn("Year", _T, "The financial year"),
        SheetColumn("Invested", _N, "Pounds put into it, in its own prices", 0),
        SheetColumn("Expected", _N, "Pounds expected to be saved, in its own prices", 0),
        SheetColumn("Declared in prices of", _T, "The financial year of those prices"),
        SheetColumn("Spent", _N, "Pounds spent, in the prices of the costs", 0),
        SheetColumn("Saved", _N, "Less than had spend moved as the neighbours' did", 0),
        SheetColumn("Saved lower", _N, "The lower limit of the same", 0),
        SheetColumn("Saved upper", _N, "The upper limit of the same", 0),
        SheetColumn("Costs in prices of", _T, "The financial year of the prices of the costs"),
        SheetColumn("Verdict", _T, "How the saving stands to the one expected"),
    )
    rows = tuple(
        (
            saving.action.id,
            saving.action.title,
            saving.action.saves_on,
            year.period.label,
            saving.action.invested,
            year.expected,
            NOT_AVAILABLE if saving.action.prices is None else saving.action.prices.label,
            *(
                NOT_AVAILABLE if year.finding is None else year.finding.evidence.get(name, "[x]")
                for name in ("spent", "beside_neighbours", "lower", "upper")
            ),
            each.prices.label,
            saving_words(saving, year),
        )
        for each in values
        for saving in each.savings
        for year in saving.years
    )
    title = "Invested to save: what was expected, and what has become of it"
    return Sheet("Invest to save", title, columns, rows)
