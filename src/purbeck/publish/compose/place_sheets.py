"""Small areas as a tidy table: one row a measure and area."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.publish.compose.register_sheets import NOT_AVAILABLE
from purbeck.publish.compose.shorthand import ABSENCE_MARK
from purbeck.publish.document import Sheet, SheetColumn, SheetKind, SheetValue
from purbeck.publish.wording.place import periods_words
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.place import MeasurePlaces, SmallArea

_T, _N = SheetKind.TEXT, SheetKind.NUMBER

_COLUMNS = (
    SheetColumn("Measure ID", _T, "The id of the measure in the framework"),
    SheetColumn("Measure", _T, "The name of the measure"),
    SheetColumn("Area code", _T, "The code of the small area"),
    SheetColumn("Area", _T, "The name of the small area"),
    SheetColumn("Setting", _T, "Rural or urban, where that is declared"),
    SheetColumn("Periods", _T, "The period or periods that the figure is of"),
    SheetColumn("Value", _N, "The figure as counted, in the unit given"),
    SheetColumn("Unit", _T, "What the value counts"),
    SheetColumn("Numerator", _N, "The count above the line, summed over the periods"),
    SheetColumn("Denominator", _N, "The count below the line, summed over the periods"),
    SheetColumn("Towards the average", _N, "The figure drawn towards the average of all areas"),
    SheetColumn("Lower", _N, "The lower limit of the 95% interval of that"),
    SheetColumn("Upper", _N, "The upper limit"),
    SheetColumn("Standing", _T, "Where the area lies among all, by 95% and 99.8% limits"),
    SheetColumn("Score", _N, "How many standard errors it lies from the average", 2),
    SheetColumn("Stands out", _T, "Whether that is believed though so many were looked at"),
    SheetColumn("Trend", _T, "What a test says of its figures over time"),
    SheetColumn("Trend p", _N, "The p of that test", 4),
    SheetColumn("Trend stands out", _T, "Whether that is believed though so many were tested"),
)


def place_sheets(scorecard: DisclosedScorecard) -> Iterator[Sheet]:
    """Lay out every small area of every measure; nothing where none is declared."""
    if not scorecard.places:
        return
    rows = tuple(_row(found, each) for found in scorecard.places for each in found.areas)
    title = "Places: every small area, as counted and drawn towards the average"
    yield Sheet("Places", title, _COLUMNS, rows)


def _row(found: MeasurePlaces, each: SmallArea) -> tuple[SheetValue, ...]:
    standing, trend = each.standing.evidence, each.trend.evidence
    absence = each.latest.absence if each.latest else None
    none = ABSENCE_MARK[absence] if absence else NOT_AVAILABLE
    unit = found.measure.unit

    def held(name: str) -> SheetValue:
        return standing.get(name, none)

    return (
        found.measure.id,
        found.measure.name,
        each.area.code,
        each.area.name,
        each.area.setting.value if each.area.setting else "",
        periods_words(found),
        held("figure"),
        unit.symbol.strip() or unit.code.value,
        held("count"),
        held("total"),
        held("shrunken"),
        held("shrunken_lower"),
        held("shrunken_upper"),
        each.standing.verdict.value,
        held("score"),
        _yes(standing.get("stands_out")),
        each.trend.verdict.value,
        trend.get("p", NOT_AVAILABLE),
        _yes(trend.get("stands_out")),
    )


def _yes(flag: float | None) -> str:
    return "" if flag is None else "yes" if flag else "no"
