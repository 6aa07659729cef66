"""The pages of outcomes, indicators and measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from purbeck.assess.assessment import Assessment
from purbeck.model.measure import PerformanceMeasure, PopulationIndicator
from purbeck.model.observation import Observation
from purbeck.publish.compose.chart_series import figure_of
from purbeck.publish.compose.evidence_charts import evidence_figures
from purbeck.publish.compose.executive_summary import at_a_glance, executive_summary
from purbeck.publish.compose.further import further_sections, links_to_parts, measure_blocks
from purbeck.publish.compose.indicator import (
    assessment_cards,
    definition_of,
    indicator_section,
    reasons_of,
)
from purbeck.publish.compose.questions import questions_sections
from purbeck.publish.compose.risks import risk_blocks
from purbeck.publish.document import (
    Bullets,
    Cards,
    Heading,
    MeasurePanel,
    Paragraph,
    Run,
    Table,
    plain,
)
from purbeck.publish.site.anchors import (
    HOME,
    measure_anchor,
    measure_file,
    outcome_anchor,
    outcome_file,
)
from purbeck.publish.site.area_map import map_of
from purbeck.publish.site.page import Page, PageLink, SiteBlock, Tiles
from purbeck.publish.site.risk_pages import with_risk_links
from purbeck.publish.site.source import SiteSource, is_indicator
from purbeck.publish.site.tiles import (
    beside,
    colour_of,
    downloads_of,
    tile_of,
    with_measure_links,
)
from purbeck.publish.wording.evidence import agreement_sentence, evidence_sentences
from purbeck.publish.wording.references import References
from purbeck.publish.wording.summary import evidence_headline, headline
from purbeck.publish.wording.verdicts import POLARITY_MEANING, QUESTION_NAME
from purbeck.scorecard import DisclosedScorecard

Figures = Mapping[str, Sequence[Observation]]

IN_OUTCOME = "In this outcome"


def outcome_page(source: SiteSource, scorecard: DisclosedScorecard) -> Page:
    """Compose the page of an outcome: what stands out, and each indicator on a card."""
    outcome = scorecard.outcome
    indicators = [a for a in scorecard.assessments if is_indicator(a.measure)]
    summary = executive_summary(scorecard).blocks
    told = [block for block in summary if not isinstance(block, (Table, Paragraph))]
    # The heading of the table goes with the table, which stands below the cards here.
    told = told[:-1] if told and isinstance(told[-1], Heading) else told
    statement = (plain(outcome.statement),) if outcome.statement else ()
    return Page(
        path=outcome_file(outcome.id),
        anchor=outcome_anchor(outcome.id),
        title=outcome.name,
        description=f"{outcome.name}: {headline(scorecard.summary)}",
        part=HOME,
        kicker="Outcome",
        lead=(
            *statement,
            plain(headline(scorecard.summary)),
            plain(evidence_headline(scorecard.assessments)),
        ),
        lead_own=len(statement),
        trail=trail_of(source),
        blocks=(
            Heading("Population indicators"),
            Tiles(tuple(tile_of(a) for a in indicators)),
            *with_risk_links(told, scorecard.risks),
            *links_to_parts(further_sections(scorecard)),
            Heading("The same as a table"),
            at_a_glance(scorecard),
            *_questions(scorecard),
        ),
        wide=True,
        index_kind="Outcome",
    )


def _questions(scorecard: DisclosedScorecard) -> Iterator[SiteBlock]:
    """Lay out what members have asked; nothing where no question is on record."""
    for section in questions_sections(scorecard):
        yield Heading(section.title, anchor=section.anchor)
        yield from with_measure_links(section.blocks, scorecard)


def trail_of(
    source: SiteSource, scorecard: DisclosedScorecard | None = None
) -> tuple[PageLink, ...]:
    """Give the pages above one: the home page, and the outcome that it belongs to."""
    home = PageLink("Home", HOME)
    if scorecard is None:
        return (home,)
    return (home, PageLink(scorecard.outcome.name, outcome_anchor(scorecard.outcome.id)))


def indicator_page(
    source: SiteSource,
    references: References,
    indicator: PopulationIndicator,
    figures: Sequence[Observation],
) -> Page:
    """Compose the page of an indicator: what the report has of it, its measures on cards, a map."""
    scorecard = references.scorecard
    assessment = scorecard.assessment(indicator.id)
    section = indicator_section(references, indicator)
    panels = [block for block in section.blocks if isinstance(block, MeasurePanel)]
    risks = scorecard.risks_to(indicator.id)
    blocks: list[SiteBlock] = []
    for block in section.blocks:
        if block is (panels[0] if panels else None):
            measures = [scorecard.assessment(measure.id) for measure in indicator.measures]
            blocks.append(Tiles(tuple(tile_of(a) for a in measures)))
        elif not isinstance(block, MeasurePanel):
            blocks += with_risk_links([block], risks)
    return Page(
        path=measure_file(indicator),
        anchor=measure_anchor(indicator),
        title=indicator.name,
        description=f"{indicator.name}: {reasons_of(assessment)[0]}",
        part=HOME,
        kicker=f"Population indicator {indicator.number}".strip(),
        badge=colour_of(assessment),
        trail=trail_of(source, scorecard),
        beside=beside(scorecard),
        beside_title=IN_OUTCOME,
        blocks=(*blocks, *_map(source, assessment, figures), *downloads_of(assessment)),
        index_kind="Indicator",
        index_words=f"{indicator.number} {indicator.definition} {indicator.source}",
    )


def _map(
    source: SiteSource, assessment: Assessment, figures: Sequence[Observation]
) -> Iterator[SiteBlock]:
    found = map_of(source, assessment, figures)
    if found is None:
        return
    yield Heading("Beside other areas")
    yield found


def measure_page(
    source: SiteSource,
    scorecard: DisclosedScorecard,
    measure: PerformanceMeasure,
    indicator: PopulationIndicator,
    figures: Sequence[Observation],
) -> Page:
    """Compose the page of a performance measure."""
    assessment = scorecard.assessment(measure.id)
    return Page(
        path=measure_file(measure),
        anchor=measure_anchor(measure),
        title=measure.name,
        description=f"{measure.name}: {reasons_of(assessment)[0]}",
        part=HOME,
        kicker=f"Performance measure {measure.number}".strip(),
        badge=colour_of(assessment),
        trail=(
            *trail_of(source, scorecard),
            PageLink(f"{indicator.number} {indicator.name}".strip(), measure_anchor(indicator)),
        ),
        beside=beside(scorecard),
        beside_title=IN_OUTCOME,
        lead=(
            (
                Run(QUESTION_NAME[measure.question]),
                Run(" "),
                Run(POLARITY_MEANING[measure.polarity]),
                Run("."),
            ),
        ),
        blocks=(
            *_measure_blocks(scorecard, assessment, indicator),
            *_map(source, assessment, figures),
            *downloads_of(assessment),
        ),
        index_kind="Measure",
        index_words=f"{measure.number} {measure.definition} {measure.source}",
    )


def _measure_blocks(
    scorecard: DisclosedScorecard, assessment: Assessment, indicator: PopulationIndicator
) -> Iterator[SiteBlock]:
    yield Cards(assessment_cards(assessment))
    chart = figure_of(assessment, "full")
    if chart:
        yield chart
    yield Heading("Why this verdict")
    yield Bullets(tuple(plain(sentence) for sentence in reasons_of(assessment)))
    yield Heading("Does the evidence bear it out?")
    yield Paragraph((Run(agreement_sentence(assessment), strong=True),))
    yield Bullets(tuple(plain(sentence) for sentence in evidence_sentences(assessment)))
    yield from evidence_figures(assessment)
    yield Paragraph(plain(definition_of(assessment.measure)), quiet=True)
    yield from measure_blocks(scorecard, assessment)
    yield Heading("The indicator that it serves")
    yield Tiles((tile_of(scorecard.assessment(indicator.id)),))
    others = [m for m in indicator.measures if m.id != assessment.measure.id]
    if others:
        yield Heading("Other measures of the indicator")
        yield Tiles(tuple(tile_of(scorecard.assessment(m.id), chart=False) for m in others))
    risks = scorecard.risks_to(indicator.id)
    if risks:
        yield Heading("Corporate risks to the indicator")
        caption = f"Corporate risks that bear upon {indicator.name}"
        yield from with_risk_links(risk_blocks(risks, caption, ""), risks)
