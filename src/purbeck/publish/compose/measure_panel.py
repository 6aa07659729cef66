"""One performance measure on a strip."""

from __future__ import annotations

from purbeck.assess.assessment import Assessment
from purbeck.model.measure import PerformanceMeasure
from purbeck.model.verdict import Agreement, ComparisonVerdict
from purbeck.publish.compose.chart_series import figure_of
from purbeck.publish.compose.executive_summary import anchor_of
from purbeck.publish.document import Card, MeasurePanel, Text, plain
from purbeck.publish.wording.evidence import agreement_sentence
from purbeck.publish.wording.figures import observed, remark
from purbeck.publish.wording.neighbours import choice_sentence, hangs
from purbeck.publish.wording.over_time import same_period_sentence, twelve_months_sentence
from purbeck.publish.wording.sentences import (
    caveat_sentences,
    comparison_sentence,
    trend_sentence,
)
from purbeck.publish.wording.verdicts import POLARITY_MEANING, QUESTION_NAME, verdict_badge


def measure_panel(assessment: Assessment) -> MeasurePanel:
    """Compose the strip of a performance measure."""
    measure = assessment.measure
    assert isinstance(measure, PerformanceMeasure)  # as its indicator lists it
    return MeasurePanel(
        title=f"{measure.number} {measure.name}".strip(),
        anchor=anchor_of(assessment),
        subtitle=f"{QUESTION_NAME[measure.question]} {POLARITY_MEANING[measure.polarity]}.",
        badge=verdict_badge(assessment.trend.verdict, assessment.trend_rag),
        cards=(_card("Previous", assessment), _card("Latest", assessment)),
        text=plain(trend_sentence(assessment)),
        figure=figure_of(assessment, "small"),
        notes=tuple(_notes(assessment)),
    )


def _card(label: str, assessment: Assessment) -> Card:
    observation = assessment.latest if label == "Latest" else assessment.previous
    if observation is None:
        return Card(label, "No figure")
    said = observed(observation, assessment.measure)
    return Card(
        label,
        said[:1].upper() + said[1:],
        str(observation.period),
        note=remark(observation) if observation.value is not None else "",
    )


def _notes(assessment: Assessment) -> list[Text]:
    compared = [
        comparison_sentence(assessment, held)
        for held in assessment.comparators
        if held.finding.verdict is not ComparisonVerdict.CANNOT_BE_ASSESSED
    ]
    tested = assessment.statistics.agreement.verdict is not Agreement.CANNOT_BE_ASSESSED
    evidence = [agreement_sentence(assessment)] if tested else []
    evidence += [same_period_sentence(assessment), twelve_months_sentence(assessment)]
    choices = [
        choice_sentence(held, assessment.measure) for held in assessment.comparators if hangs(held)
    ]
    said = [*filter(None, evidence), *compared, *choices, *caveat_sentences(assessment)]
    if assessment.measure.note:
        said.append(assessment.measure.note)
    return [plain(sentence) for sentence in said]
