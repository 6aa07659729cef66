"""Assessments as CSV: one row a measure and area, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from purbeck.publish.assessment_record import (
    AssessmentRecord,
    AssessmentsRecord,
    ComparatorRecord,
    FigureRecord,
)

Cell = str | float | None


def assessments_csv(record: AssessmentsRecord) -> str:
    """Write assessments as CSV with a header row; an empty cell where there is nothing.

    The header is there even where no row is. Figures are written as they are held, with a
    point and a minus sign that every program reads.
    """
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(record, assessment) for assessment in record.assessments)
    return sheet.getvalue()


COLUMNS = (
    "measure",
    "number",
    "name",
    "kind",
    "area",
    "area_name",
    "unit",
    "polarity",
    "as_known_on",
    "latest_period",
    "latest_value",
    "latest_status",
    "previous_period",
    "previous_value",
    "previous_status",
    "change",
    "trend",
    "trend_rag",
    "trend_reason",
    "comparators",
    "rag",
    "explanation",
)


def _row(record: AssessmentsRecord, assessment: AssessmentRecord) -> dict[str, Cell]:
    of_it = assessment.model_dump(mode="json", include=set(COLUMNS))
    return {
        **of_it,
        "as_known_on": record.as_known_on.isoformat(),
        **_figure("latest", assessment.latest),
        **_figure("previous", assessment.previous),
        "trend": assessment.trend.verdict,
        "trend_rag": assessment.trend.rag,
        "trend_reason": assessment.trend.reason,
        "comparators": "; ".join(_comparator(held) for held in assessment.comparators),
    }


def _figure(name: str, figure: FigureRecord | None) -> dict[str, Cell]:
    return {
        f"{name}_period": figure.period if figure else None,
        f"{name}_value": figure.value if figure else None,
        f"{name}_status": figure.status if figure else None,
    }


def _comparator(held: ComparatorRecord) -> str:
    value = "" if held.value is None else f"{held.value:.10g}"
    return " | ".join([held.label, held.period or "", value, held.verdict, held.rag])
