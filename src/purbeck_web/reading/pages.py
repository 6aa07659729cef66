"""What each page says, as blocks of the library's document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from purbeck.assess.assessment import Assessment
from purbeck.model.errors import WorkspaceError
from purbeck.model.measure import PerformanceMeasure, PopulationIndicator
from purbeck.publish.binding import bound
from purbeck.publish.compose.chart_series import figure_of
from purbeck.publish.compose.cover import officer_line
from purbeck.publish.compose.evidence_charts import evidence_figures
from purbeck.publish.compose.executive_summary import executive_summary, tallies
from purbeck.publish.compose.further import (
    further_sections,
    links_to_parts,
    measure_blocks,
    part_in,
)
from purbeck.publish.compose.indicator import (
    assessment_cards,
    definition_of,
    indicator_section,
    reasons_of,
)
from purbeck.publish.compose.risks import risk_blocks
from purbeck.publish.document import (
    Block,
    Bullets,
    Callout,
    Cards,
    Columns,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Run,
    Section,
    plain,
)
from purbeck.publish.wording.direction import rule_sentence
from purbeck.publish.wording.evidence import agreement_sentence, evidence_sentences
from purbeck.publish.wording.references import References
from purbeck.publish.wording.summary import evidence_headline, headline
from purbeck.publish.wording.verdicts import QUESTION_NAME, rag_badge
from purbeck.scorecard import DisclosedScorecard
from purbeck_web.reading.figures_table import figures_table
from purbeck_web.reading.listing import measures_table
from purbeck_web.reading.register_links import with_register_links


@dataclass(frozen=True, slots=True)
class _Bound:
    """A scorecard with words for its references, and what to tell where some have none."""

    references: References
    untold: tuple[Block, ...] = ()


def outcome_card(scorecard: DisclosedScorecard) -> tuple[Block, ...]:
    """Say in short how an outcome stands."""
    return (
        Paragraph(plain(headline(scorecard.summary))),
        *_direction(scorecard),
        Columns(tuple((tally,) for tally in tallies(scorecard.summary))),
    )


def _direction(scorecard: DisclosedScorecard) -> Iterator[Block]:
    if scorecard.direction.indicators:
        yield Paragraph(plain(rule_sentence(scorecard.direction)))


def outcome_section(scorecard: DisclosedScorecard) -> Section:
    """Say how an outcome stands, with every measure and every risk."""
    found = _bound(scorecard)
    told = found.references.scorecard
    summary = executive_summary(told)
    framework, outcome = told.framework, told.outcome
    sponsor = officer_line(framework, outcome.sponsor)
    return Section(
        anchor="outcome",
        kicker="Outcome",
        title=outcome.name,
        blocks=(
            *((Paragraph(plain(outcome.statement)),) if outcome.statement else ()),
            *((Facts((Fact("Outcome sponsor", plain(sponsor)),)),) if sponsor else ()),
            *found.untold,
            *with_register_links(summary.blocks[:-2], told),
            Heading("Every measure"),
            measures_table("Indicators, each followed by its measures", told.assessments),
            Heading("Corporate risks"),
            *with_register_links(
                risk_blocks(told.risks, "Corporate risks of this outcome", "There are none."), told
            ),
            Paragraph(plain(evidence_headline(told.assessments)), quiet=True),
            *links_to_parts(further_sections(told)),
        ),
    )


def part_section(scorecard: DisclosedScorecard, part: str) -> Section | None:
    """Give the summary section of a part of an outcome; None where it has none of that name."""
    told = _bound(scorecard).references.scorecard
    named = {part_in(section.anchor): section for section in further_sections(told)}
    section = named.get((part, scorecard.outcome.id))
    if section is None:
        return None
    return replace(section, blocks=tuple(with_register_links(section.blocks, told)))


def measure_section(scorecard: DisclosedScorecard, assessment: Assessment) -> Section:
    """Say all there is to a measure: chart, verdicts, reasons, figures, commentary and actions."""
    found = _bound(scorecard)
    told = found.references.scorecard
    current = told.assessment(assessment.measure.id)
    measure = current.measure
    if isinstance(measure, PopulationIndicator):
        section = indicator_section(found.references, measure)
    else:
        section = _performance_section(told, current)
    figures = (Heading("Figures"), figures_table(current))
    linked = with_register_links(section.blocks, told)
    return replace(section, blocks=(*found.untold, *linked, *figures))


def _performance_section(scorecard: DisclosedScorecard, assessment: Assessment) -> Section:
    measure = assessment.measure
    assert isinstance(measure, PerformanceMeasure)  # as only these are nested in an indicator
    chart = figure_of(assessment, "full")
    owners = [line for each in measure.owners if (line := officer_line(scorecard.framework, each))]
    above = _indicator_above(scorecard, measure)
    facts = [Fact("It answers", plain(QUESTION_NAME[measure.question]))]
    if above:
        name = f"{above.number} {above.name}".strip()
        facts.append(Fact("Of the indicator", (Run(name, link=f"#indicator-{above.id}"),)))
    if owners:
        facts.append(Fact("Owner" if len(owners) == 1 else "Owners", plain("; ".join(owners))))
    return Section(
        anchor=f"measure-{measure.id}",
        title=measure.name,
        kicker=f"Performance measure {measure.number}".strip(),
        badge=rag_badge(assessment.rag),
        blocks=(
            Facts(tuple(facts)),
            Cards(assessment_cards(assessment)),
            *((chart,) if chart else ()),
            Heading("Why this colour"),
            Bullets(tuple(plain(sentence) for sentence in reasons_of(assessment))),
            Heading("Does the evidence bear it out?"),
            Paragraph((Run(agreement_sentence(assessment), strong=True),)),
            Bullets(tuple(plain(sentence) for sentence in evidence_sentences(assessment))),
            *evidence_figures(assessment),
            Paragraph(plain(definition_of(measure)), quiet=True),
            *measure_blocks(scorecard, assessment),
        ),
    )


def _indicator_above(
    scorecard: DisclosedScorecard, measure: PerformanceMeasure
) -> PopulationIndicator | None:
    indicators = scorecard.outcome.indicators
    return next((each for each in indicators if measure.id in {m.id for m in each.measures}), None)


def _bound(scorecard: DisclosedScorecard) -> _Bound:
    """Put words for references; where one says nothing, leave the commentary out, and say so."""
    try:
        return _Bound(bound(scorecard))
    except WorkspaceError as refusal:
        count = len(refusal.issues)
        said = (
            f"{count} of the figures that the commentary names "
            f"{'was' if count == 1 else 'were'} not known on this day, so it is not shown."
        )
        without = replace(scorecard, narratives=())
        return _Bound(References(without), (Callout("Commentary left out", plain(said)),))
