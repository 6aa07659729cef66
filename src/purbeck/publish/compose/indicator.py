"""The section of one population indicator, from its figures to what is being done."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.model.comparator import ComparatorKind
from purbeck.model.measure import Measure, PopulationIndicator
from purbeck.model.narrative import NarrativeSection
from purbeck.model.verdict import ComparisonVerdict
from purbeck.publish.compose.actions import actions_blocks
from purbeck.publish.compose.chart_series import figure_of
from purbeck.publish.compose.cover import officer_line
from purbeck.publish.compose.evidence_charts import evidence_figures
from purbeck.publish.compose.executive_summary import anchor_of
from purbeck.publish.compose.further import blocks_among_others, measure_blocks
from purbeck.publish.compose.measure_panel import measure_panel
from purbeck.publish.compose.prose import blocks_of
from purbeck.publish.compose.risks import risk_blocks
from purbeck.publish.document import (
    Block,
    Bullets,
    Card,
    Cards,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Run,
    Section,
    plain,
)
from purbeck.publish.wording.evidence import agreement_sentence, evidence_sentences
from purbeck.publish.wording.figures import figure, observed, remark
from purbeck.publish.wording.neighbours import HANGS, hangs
from purbeck.publish.wording.references import References
from purbeck.publish.wording.sentences import (
    caveat_sentences,
    comparison_sentence,
    overall_sentence,
    trend_sentence,
    unsettled_note,
)
from purbeck.publish.wording.verdicts import POLARITY_MEANING, rag_badge, verdict_badge
from purbeck.scorecard import DisclosedScorecard


def indicator_section(references: References, indicator: PopulationIndicator) -> Section:
    """Compose the section of a population indicator, its commentary bound to the figures."""
    assessment = references.scorecard.assessment(indicator.id)
    return Section(
        anchor=anchor_of(assessment),
        title=indicator.name,
        kicker=f"Population indicator {indicator.number}".strip(),
        badge=rag_badge(assessment.rag),
        blocks=tuple(_blocks(references, indicator, assessment)),
    )


def _blocks(
    references: References, indicator: PopulationIndicator, assessment: Assessment
) -> Iterator[Block]:
    scorecard = references.scorecard
    officers = officers_of(scorecard, indicator)
    if officers:
        yield Facts(officers)
    yield Cards(assessment_cards(assessment))
    chart = figure_of(assessment, "full")
    if chart:
        yield chart
    yield Heading("Why this colour")
    yield Bullets(tuple(plain(sentence) for sentence in reasons_of(assessment)))
    yield Heading("Does the evidence bear it out?")
    yield Paragraph((Run(agreement_sentence(assessment), strong=True),))
    yield Bullets(tuple(plain(sentence) for sentence in evidence_sentences(assessment)))
    yield from evidence_figures(assessment)
    yield Paragraph(plain(definition_of(indicator)), quiet=True)
    yield from measure_blocks(scorecard, assessment)
    yield from _told(references, indicator, NarrativeSection.STORY, always=True)
    yield from _told(references, indicator, NarrativeSection.PARTNERS)
    yield from _measures(scorecard, indicator)
    yield Heading("Corporate risks")
    yield from risk_blocks(
        scorecard.risks_to(indicator.id),
        caption=f"Corporate risks that bear upon indicator {indicator.number}",
        otherwise="No corporate risk is linked to this indicator.",
    )
    yield from _doing(references, indicator)
    yield from _told(references, indicator, NarrativeSection.WHAT_WORKS)
    yield from _told(references, indicator, NarrativeSection.DATA_DEVELOPMENT)


def officers_of(scorecard: DisclosedScorecard, indicator: PopulationIndicator) -> tuple[Fact, ...]:
    """Name who answers for an indicator."""
    framework = scorecard.framework
    lead = officer_line(framework, indicator.outcome_lead)
    leads = [line for owner in indicator.owners if (line := officer_line(framework, owner))]
    facts = []
    if lead:
        facts.append(Fact("Outcome lead officer", plain(lead)))
    if leads:
        title = "Population indicator lead officer" + ("s" if len(leads) > 1 else "")
        facts.append(Fact(title, plain("; ".join(leads))))
    return tuple(facts)


def assessment_cards(assessment: Assessment) -> tuple[Card, ...]:
    """Put the figures and the verdicts of a measure on cards."""
    measure, previous, latest = assessment.measure, assessment.previous, assessment.latest
    return (
        Card(
            label="Latest",
            figure=observed(latest, measure) if latest else "No figure",
            detail=str(latest.period) if latest else "",
            note=remark(latest) if latest and latest.value is not None else "",
        ),
        Card(
            label="Previous",
            figure=observed(previous, measure) if previous else "No figure",
            detail=str(previous.period) if previous else "",
            note=remark(previous) if previous else "",
        ),
        Card(
            label="Trend",
            badge=verdict_badge(assessment.trend.verdict, assessment.trend_rag),
            detail=POLARITY_MEANING[measure.polarity],
            note=unsettled_note(assessment),
        ),
        *(_comparator_card(assessment, held) for held in assessment.comparators),
    )


def _comparator_card(assessment: Assessment, held: ComparatorAssessment) -> Card:
    none = held.value is None or held.period is None
    same = (
        assessment.latest is not None
        and held.period is not None
        and held.period.last_day == assessment.latest.period.last_day
    )
    return Card(
        label=held.comparator.label,
        figure="" if held.value is None else figure(held.value, assessment.measure),
        detail="" if none else _detail(held),
        badge=verdict_badge(held.finding.verdict, held.rag),
        note="; ".join(_to_know(held, older=not (none or same))),
    )


def _to_know(held: ComparatorAssessment, *, older: bool) -> list[str]:
    said = ["older than the local figure"] if older else []
    return [*said, HANGS] if hangs(held) else said


def _detail(held: ComparatorAssessment) -> str:
    average = "average, " if held.comparator.kind is ComparatorKind.GROUP_MEAN else ""
    return f"{average}{held.period}"


def reasons_of(assessment: Assessment) -> list[str]:
    """Trend, comparators, colour and caveats: each once, in the order in which they count."""
    said = [trend_sentence(assessment)]
    for held in assessment.comparators:
        sentence = comparison_sentence(assessment, held)
        if held.finding.verdict is ComparisonVerdict.CANNOT_BE_ASSESSED:
            sentence = f"{held.comparator.label}: {sentence[:1].lower()}{sentence[1:]}"
        said.append(sentence)
    return [*said, overall_sentence(assessment), *caveat_sentences(assessment)]


def definition_of(indicator: Measure) -> str:
    """Say what a measure is, what to know about it, and where its figures come from."""
    parts = [indicator.definition, indicator.note]
    if indicator.source:
        parts.append(f"Source: {indicator.source}.")
    return " ".join(part for part in parts if part)


def _told(
    references: References,
    indicator: PopulationIndicator,
    section: NarrativeSection,
    *,
    always: bool = False,
) -> Iterator[Block]:
    narrative = references.scorecard.narrative(indicator.id)
    text = narrative.text(section) if narrative else ""
    if text.strip():
        yield Heading(section.value)
        yield from blocks_of(text, references)
    elif always:
        yield Heading(section.value)
        yield Paragraph(plain("No commentary has been given for this edition."))


def _doing(references: References, indicator: PopulationIndicator) -> Iterator[Block]:
    told = tuple(_told(references, indicator, NarrativeSection.ACTIONS))
    actions = actions_blocks(references.scorecard, indicator)
    if actions and not told:
        yield Heading(NarrativeSection.ACTIONS.value)
    yield from (*told, *actions)


def _measures(scorecard: DisclosedScorecard, indicator: PopulationIndicator) -> Iterator[Block]:
    yield Heading("Performance measures")
    if not indicator.measures:
        yield Paragraph(plain("No performance measure is set for this indicator."))
    for measure in indicator.measures:
        yield measure_panel(scorecard.assessment(measure.id))
    for measure in indicator.measures:
        yield from blocks_among_others(scorecard, scorecard.assessment(measure.id))
