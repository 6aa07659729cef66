"""The tables of the open data: their columns, each with what it means, and their rows.

A column is described once. From that come the heading in the CSV file, the entry in its metadata
and the key in the JSON file, so that none of the three can say another thing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import TypeAlias

from purbeck.assess.assessment import Assessment
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.publish.statistics_fields import DIGITS
from purbeck.publish.wording.sentences import overall_sentence, trend_sentence

OpenValue: TypeAlias = str | float | int | date | None

_CUBE = "http://purl.org/linked-data/cube#"
_SDMX = "http://purl.org/linked-data/sdmx/2009/"


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column: its name, its datatype in CSV on the Web, what it means, and what it is about."""

    name: str
    datatype: str
    meaning: str
    about: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table of open data, with the columns that tell its rows apart."""

    name: str
    title: str
    columns: tuple[OpenColumn, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[OpenValue, ...], ...]

    @property
    def records(self) -> list[dict[str, str | float | int | None]]:
        """The rows by the names of their columns, as JSON holds them."""
        names = [column.name for column in self.columns]
        return [
            {name: _plain(value) for name, value in zip(names, row, strict=True)}
            for row in self.rows
        ]


def _plain(value: OpenValue) -> str | float | int | None:
    return value.isoformat() if isinstance(value, date) else value


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[OpenValue]]) -> bytes:
    """Write rows as CSV: UTF-8, line ends as RFC 4180 has them, an empty cell for nothing.

    Examples
    --------
    >>> csv_bytes(["area", "value"], [("X1", 95.0), ("X2", None)])
    b'area,value\\r\\nX1,95.0\\r\\nX2,\\r\\n'
    """
    held = StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(["" if value is None else _plain(value) for value in row] for row in rows)
    return held.getvalue().encode()


def iso_of(period: Period) -> str:
    """Write a period as ISO 8601 has it: the first day, and how long it lasts.

    Examples
    --------
    >>> from purbeck.model.period import PeriodKind
    >>> iso_of(Period(PeriodKind.FINANCIAL_YEAR, 2016))
    '2016-04-01/P1Y'
    >>> iso_of(Period(PeriodKind.FINANCIAL_QUARTER, 2018, 2))
    '2018-07-01/P3M'
    """
    years, months = divmod(period.months, 12)
    return f"{period.first_day.isoformat()}/P{f'{years}Y' if not months else f'{period.months}M'}"


_T, _N = "string", "number"

OBSERVATION_COLUMNS = (
    OpenColumn("measure", _T, "The id of the measure", f"{_CUBE}measureType", required=True),
    OpenColumn("area", _T, "The code of the area", f"{_SDMX}dimension#refArea", required=True),
    OpenColumn("name", _T, "The name of the area"),
    OpenColumn("period", _T, "The period", f"{_SDMX}dimension#refPeriod", required=True),
    OpenColumn("interval", _T, "The period by ISO 8601: its first day, and how long it lasts"),
    OpenColumn("value", _N, "The figure, in the unit given", f"{_SDMX}measure#obsValue"),
    OpenColumn("unit", _T, "What the figure counts"),
    OpenColumn("numerator", _N, "The count above the line, where it is known"),
    OpenColumn("denominator", _N, "The count below the line, where it is known"),
    OpenColumn("lower", _N, "The lower limit of the published interval"),
    OpenColumn("upper", _N, "The upper limit of the published interval"),
    OpenColumn(
        "status",
        _T,
        "How settled the figure is (final, provisional, revised, estimated, break), or why there "
        "is none (suppressed, not-collected, not-applicable, not-yet-due, withdrawn)",
        f"{_SDMX}attribute#obsStatus",
    ),
    OpenColumn("published", "date", "When the figure became known, where that is known"),
    OpenColumn("source", _T, "Where the figure comes from"),
    OpenColumn("note", _T, "What to know about the figure"),
)


def observations_table(framework: Framework, observations: Iterable[Observation]) -> OpenTable:
    """Lay out observations, one a row, in the order of the framework, then of area and period."""
    order = {measure.id: number for number, measure in enumerate(framework.measures)}
    found = sorted(
        (each for each in observations if each.measure in order),
        key=lambda each: (order[each.measure], each.area, each.period.ordinal),
    )
    rows = tuple(observation_cells(framework, each) for each in found)
    title = "Observations: every figure of the framework, as it was known"
    return OpenTable(
        "observations", title, OBSERVATION_COLUMNS, ("measure", "area", "period"), rows
    )


def observation_cells(framework: Framework, each: Observation) -> tuple[OpenValue, ...]:
    """Give the cells of one observation, as ``OBSERVATION_COLUMNS`` has them."""
    measure = framework.measure(each.measure)
    source = "" if each.provenance is None else each.provenance.source
    return (
        each.measure,
        each.area,
        framework.area_name(each.area),
        each.period.label,
        iso_of(each.period),
        each.value,
        measure.unit.code.value,
        each.numerator,
        each.denominator,
        each.lower,
        each.upper,
        (each.absence or each.status).value,
        each.published,
        source or measure.source,
        each.note,
    )


_MEASURES = (
    OpenColumn("id", _T, "The id of the measure", required=True),
    OpenColumn("number", _T, "The number of the measure in the report"),
    OpenColumn("name", _T, "The name of the measure", required=True),
    OpenColumn("kind", _T, "population_indicator, performance_measure or reference_series"),
    OpenColumn("outcome", _T, "The id of the outcome that it is of"),
    OpenColumn("unit", _T, "What its figures count"),
    OpenColumn("polarity", _T, "Which way is better: higher, lower, range or neither"),
    OpenColumn("period_kind", _T, "What its periods are"),
    OpenColumn("decimals", "integer", "How many decimals its figures are published with"),
    OpenColumn("definition", _T, "What is measured"),
    OpenColumn("source", _T, "Who publishes the figures"),
)


def measures_table(framework: Framework) -> OpenTable:
    """Lay out the measures of a framework, one a row; reference series last."""
    outcome_of = {
        measure.id: outcome.id for outcome in framework.outcomes for measure in outcome.measures
    }
    rows = tuple(_measure(each, outcome_of.get(each.id, "")) for each in framework.measures)
    title = "Measures: what each of the figures is of"
    return OpenTable("measures", title, _MEASURES, ("id",), rows)


def _measure(measure: Measure, outcome: str) -> tuple[OpenValue, ...]:
    return (
        measure.id,
        measure.number,
        measure.name,
        measure.kind.value,
        outcome,
        measure.unit.code.value,
        measure.polarity.value,
        measure.period_kind.value,
        measure.decimals,
        measure.definition,
        measure.source,
    )


_ASSESSMENTS = (
    OpenColumn("measure", _T, "The id of the measure", required=True),
    OpenColumn("area", _T, "The code of the area", required=True),
    OpenColumn("name", _T, "The name of the area"),
    OpenColumn("period", _T, "The latest period"),
    OpenColumn("value", _N, "The latest figure, in the unit of the measure"),
    OpenColumn("status", _T, "How settled the latest figure is, or why there is none"),
    OpenColumn("previous_period", _T, "The period before it"),
    OpenColumn("previous_value", _N, "The figure before it"),
    OpenColumn("change", _N, "Latest less previous"),
    OpenColumn("trend", _T, "The verdict on the change"),
    OpenColumn("trend_colour", _T, "Its colour: G, A, R or ND"),
    OpenColumn("trend_sentence", _T, "The verdict and its reason as a sentence"),
    OpenColumn("colour", _T, "The colour of the measure: G, A, R or ND"),
    OpenColumn("colour_sentence", _T, "What gives it its colour, as a sentence"),
)


def assessments_table(assessments: Iterable[Assessment]) -> OpenTable:
    """Lay out assessments, one measure and area a row; all that they rest on is in the JSON."""
    rows = tuple(_assessment(each) for each in assessments)
    title = "Assessments: how each measure stands, and why"
    return OpenTable("assessments", title, _ASSESSMENTS, ("measure", "area"), rows)


def _assessment(each: Assessment) -> tuple[OpenValue, ...]:
    latest, previous = each.latest, each.previous
    return (
        each.measure.id,
        each.area,
        each.area_name,
        latest.period.label if latest else None,
        latest.value if latest else None,
        (latest.absence or latest.status).value if latest else None,
        previous.period.label if previous else None,
        previous.value if previous else None,
        None if each.change is None else round(each.change, DIGITS),
        each.trend.verdict.value,
        each.trend_rag.value,
        trend_sentence(each),
        each.rag.value,
        overall_sentence(each),
    )
