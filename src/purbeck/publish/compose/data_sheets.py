"""The figures behind the report as tidy tables: observations, assessments, comparisons, risks."""

from __future__ import annotations

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation, Status
from purbeck.publish.compose.further import further_sheets
from purbeck.publish.compose.register_sheets import NOT_AVAILABLE, register_sheets
from purbeck.publish.compose.shorthand import ABSENCE_MARK
from purbeck.publish.document import Sheet, SheetColumn, SheetKind, SheetValue
from purbeck.publish.wording.sentences import (
    comparison_sentence,
    overall_sentence,
    trend_sentence,
)
from purbeck.publish.wording.verdicts import KIND_NAME
from purbeck.scorecard import DisclosedScorecard

_T, _N, _D = SheetKind.TEXT, SheetKind.NUMBER, SheetKind.DATE

# The marks are those that the UK government's analysts recommend for spreadsheets; [w] is our
# own, as theirs have none for a figure that is awaited.
SHORTHAND: tuple[tuple[str, str], ...] = (
    ("[b]", "Break in series: earlier figures do not compare"),
    ("[c]", "Confidential: rests on a small count, or would give one away"),
    ("[e]", "Estimated"),
    ("[p]", "Provisional"),
    ("[r]", "Revised"),
    ("[w]", "Waited for: the figure is not yet due"),
    ("[x]", "Not available: not collected, not published, withdrawn or not known"),
    ("[z]", "Not applicable"),
)

_STATUS_MARK = {
    Status.FINAL: "",
    Status.PROVISIONAL: "[p]",
    Status.REVISED: "[r]",
    Status.ESTIMATED: "[e]",
    Status.BREAK: "[b]",
}


def data_sheets(scorecard: DisclosedScorecard) -> tuple[Sheet, ...]:
    """Lay out the data behind a report, one tidy table a sheet."""
    return (
        _observations(scorecard),
        _assessments(scorecard),
        _comparisons(scorecard),
        _risks(scorecard),
        *register_sheets(scorecard),
        *further_sheets(scorecard),
    )


def _observations(scorecard: DisclosedScorecard) -> Sheet:
    columns = (
        SheetColumn("Measure ID", _T, "The id of the measure in the framework"),
        SheetColumn("Measure", _T, "The name of the measure"),
        SheetColumn("Area code", _T, "The code of the area"),
        SheetColumn("Area", _T, "The name of the area"),
        SheetColumn("Period", _T, "The period that the figure is for"),
        SheetColumn("Period kind", _T, "What sort of period it is"),
        SheetColumn("Value", _N, "The figure, in the unit given"),
        SheetColumn("Unit", _T, "What the value counts"),
        SheetColumn("Mark", _T, "Shorthand for the status of the value; final has none"),
        SheetColumn("Numerator", _N, "The count above the line, where it is known"),
        SheetColumn("Denominator", _N, "The count below the line, where it is known"),
        SheetColumn("Published", _D, "When the figure became known, where that is known"),
        SheetColumn("Source", _T, "Where the figure comes from"),
        SheetColumn("Note", _T, "What to know about the figure"),
    )
    order = {measure.id: at for at, measure in enumerate(_measures_read(scorecard))}
    figures = sorted(
        (o for o in scorecard.observations if o.measure in order),
        key=lambda o: (order[o.measure], o.area, o.period.ordinal),
    )
    rows = [_observation_row(scorecard, observation) for observation in figures]
    title = "Observations: every figure that the report rests on, of every area"
    return Sheet("Observations", title, columns, tuple(rows))


def _measures_read(scorecard: DisclosedScorecard) -> list[Measure]:
    """The measures that are reported, and the series that their comparators are read from."""
    reported = [assessment.measure.id for assessment in scorecard.assessments]
    read = [h.comparator.series for a in scorecard.assessments for h in a.comparators]
    ids = dict.fromkeys([*reported, *filter(None, read)])
    return [scorecard.framework.measure(measure_id) for measure_id in ids]


def _observation_row(
    scorecard: DisclosedScorecard, observation: Observation
) -> tuple[SheetValue, ...]:
    measure = scorecard.framework.measure(observation.measure)
    mark = "" if observation.absence is None else ABSENCE_MARK[observation.absence]
    source = "" if observation.provenance is None else observation.provenance.source
    return (
        measure.id,
        measure.name,
        observation.area,
        scorecard.framework.area_name(observation.area),
        observation.period.label,
        observation.period.kind.title,
        mark if observation.value is None else observation.value,
        measure.unit.code.value,
        _STATUS_MARK[observation.status] if observation.value is not None else mark,
        NOT_AVAILABLE if observation.numerator is None else observation.numerator,
        NOT_AVAILABLE if observation.denominator is None else observation.denominator,
        observation.published or NOT_AVAILABLE,
        source or measure.source,
        observation.note,
    )


def _assessments(scorecard: DisclosedScorecard) -> Sheet:
    columns = (
        SheetColumn("Number", _T, "The number of the measure in the report"),
        SheetColumn("Measure ID", _T, "The id of the measure in the framework"),
        SheetColumn("Measure", _T, "The name of the measure"),
        SheetColumn("Kind", _T, "Population indicator or performance measure"),
        SheetColumn("Area", _T, "The area that is assessed"),
        SheetColumn("Latest period", _T, "The period of the latest figure"),
        SheetColumn("Latest", _N, "The latest figure"),
        SheetColumn("Previous period", _T, "The period of the figure before it"),
        SheetColumn("Previous", _N, "The figure before it"),
        SheetColumn("Change", _N, "Latest less previous, in the unit of the measure"),
        SheetColumn("Unit", _T, "What the figures count"),
        SheetColumn("Trend", _T, "The verdict on the change"),
        SheetColumn("Trend colour", _T, "G, A, R or ND"),
        SheetColumn("Colour", _T, "The colour of the measure: G, A, R or ND"),
        SheetColumn("Reason for the trend", _T, "How the trend was judged"),
        SheetColumn("Reason for the colour", _T, "What gives the measure its colour"),
    )
    rows = tuple(_assessment_row(assessment) for assessment in scorecard.assessments)
    title = "Assessments: the verdict on every indicator and measure"
    return Sheet("Assessments", title, columns, rows)


def _assessment_row(assessment: Assessment) -> tuple[SheetValue, ...]:
    measure = assessment.measure
    return (
        measure.number,
        measure.id,
        measure.name,
        KIND_NAME[measure.kind],
        assessment.area_name,
        *_dated(assessment.latest),
        *_dated(assessment.previous),
        NOT_AVAILABLE if assessment.change is None else round(assessment.change, 10),
        measure.unit.code.value,
        assessment.trend.verdict.value,
        assessment.trend_rag.value,
        assessment.rag.value,
        trend_sentence(assessment),
        overall_sentence(assessment),
    )


def _dated(observation: Observation | None) -> tuple[SheetValue, SheetValue]:
    if observation is None:
        return (NOT_AVAILABLE, NOT_AVAILABLE)
    if observation.absence is not None:
        return (observation.period.label, ABSENCE_MARK[observation.absence])
    return (observation.period.label, observation.value)


def _comparisons(scorecard: DisclosedScorecard) -> Sheet:
    columns = (
        SheetColumn("Number", _T, "The number of the measure in the report"),
        SheetColumn("Measure ID", _T, "The id of the measure in the framework"),
        SheetColumn("Area", _T, "The area that is compared"),
        SheetColumn("Comparator", _T, "What the area is held against"),
        SheetColumn("Comparator period", _T, "The period of the comparator's figure"),
        SheetColumn("Comparator value", _N, "The comparator's figure"),
        SheetColumn("Verdict", _T, "Better, similar, worse, or cannot be assessed"),
        SheetColumn("Colour", _T, "G, A, R or ND"),
        SheetColumn("Reason", _T, "How the comparison was judged"),
    )
    rows = tuple(
        _comparison_row(assessment, held)
        for assessment in scorecard.assessments
        for held in assessment.comparators
    )
    title = "Comparisons: every indicator and measure against each of its comparators"
    return Sheet("Comparisons", title, columns, rows)


def _comparison_row(assessment: Assessment, held: ComparatorAssessment) -> tuple[SheetValue, ...]:
    return (
        assessment.measure.number,
        assessment.measure.id,
        assessment.area_name,
        held.comparator.label,
        NOT_AVAILABLE if held.period is None else held.period.label,
        NOT_AVAILABLE if held.value is None else round(held.value, 10),
        held.finding.verdict.value,
        held.rag.value,
        comparison_sentence(assessment, held),
    )


def _risks(scorecard: DisclosedScorecard) -> Sheet:
    columns = (
        SheetColumn("Risk", _T, "The number of the risk in the register"),
        SheetColumn("Title", _T, "What could go wrong"),
        SheetColumn("Level", _T, "High, medium or low"),
        SheetColumn("Likelihood", _N, "The step on the matrix, where the risk is scored"),
        SheetColumn("Impact", _N, "The step on the matrix, where the risk is scored"),
        SheetColumn("Trend", _T, "How the risk has moved, as its owner states it"),
        SheetColumn("Indicators", _T, "The ids of the indicators that it bears upon"),
        SheetColumn("Note", _T, "What to know about the risk"),
    )
    rows = tuple(
        (
            risk.id,
            risk.title,
            risk.level.value,
            NOT_AVAILABLE if risk.likelihood is None else risk.likelihood,
            NOT_AVAILABLE if risk.impact is None else risk.impact,
            risk.trend.value.replace("-", " "),
            ", ".join(risk.indicators) or "none",
            risk.note,
        )
        for risk in scorecard.risks
    )
    return Sheet("Risks", "Risks: the corporate risks of this outcome", columns, rows)
