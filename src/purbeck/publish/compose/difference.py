"""Whether what was done made a difference: actions beside what would have been, and the links."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.assess.assessment import Assessment
from purbeck.assess.statistical.beside_others import RULE as BESIDE_RULE
from purbeck.assess.statistical.contribution import RULE as TOGETHER_RULE
from purbeck.model.framework import Framework
from purbeck.model.verdict import GapEvidence, Turned
from purbeck.publish.compose.cells import text_cell
from purbeck.publish.compose.difference_charts import forecast_figure, mixture_figure
from purbeck.publish.compose.parts import anchor_of_part
from purbeck.publish.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Paragraph,
    Run,
    Section,
    Table,
    plain,
)
from purbeck.publish.wording.difference import (
    CONTRIBUTION_HEADING,
    DECLARED_BEFORE,
    DIFFERENCE_HEADING,
    LINK_VERDICTS,
    NO_PROOF,
    NO_PROOF_OF_LINK,
    beside_sentence,
    expected_words,
    fit_sentence,
    interval_sentence,
    left_out_words,
    link_sentence,
    movement_sentence,
    named_words,
    signed,
    vintage_sentence,
)
from purbeck.publish.wording.figures import number
from purbeck.publish.wording.over_time import NO_CAUSE, turned_sentence
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.difference import ActionDifference, BesideGroup, ContributionEvidence


def difference_blocks(scorecard: DisclosedScorecard, assessment: Assessment) -> Iterator[Block]:
    """Say what there is to go by on one indicator; nothing where nothing is declared.

    An action is there that names other areas to be held beside, or since which a figure has come
    that can be held against the forecast.
    """
    found = scorecard.difference
    shown = [each for each in found.actions_on(assessment.measure.id) if is_shown(each)]
    if shown:
        yield Heading(DIFFERENCE_HEADING)
    for each in shown:
        yield from _action(scorecard, assessment, each)
    links = found.contributions_to(assessment.measure.id)
    if links:
        yield Heading(CONTRIBUTION_HEADING)
        yield _links_table(assessment, links)
        yield Bullets(tuple(_link_point(link) for link in links))
        yield Paragraph(plain(f"{DECLARED_BEFORE} {TOGETHER_RULE.statement}"), quiet=True)


def is_shown(found: ActionDifference) -> bool:
    """Whether an action has anything that stands beside it."""
    return found.beside is not None or any(
        step.outturn is not None for step in (found.forecast.steps if found.forecast else ())
    )


def _action(
    scorecard: DisclosedScorecard, assessment: Assessment, found: ActionDifference
) -> Iterator[Block]:
    yield Heading(found.action.title, level=3)
    yield Paragraph(plain(f"Beside what went before. {turned_sentence(found.since)}"))
    vintage = vintage_sentence(found)
    if vintage:
        yield Paragraph(plain(vintage), quiet=True)
    chart = forecast_figure(assessment, found)
    if chart:
        yield chart
    if found.beside is not None:
        yield from _beside(scorecard.framework, assessment, found, found.beside)
    elif found.since.finding.verdict is not Turned.CANNOT_BE_ASSESSED:
        yield Paragraph(plain(NO_CAUSE), quiet=True)


def _beside(
    framework: Framework, assessment: Assessment, found: ActionDifference, beside: BesideGroup
) -> Iterator[Block]:
    area, measure = assessment.area_name, assessment.measure
    judged = beside.finding.verdict is not GapEvidence.CANNOT_BE_ASSESSED
    told = f"Beside other areas. {beside_sentence(found, beside, area, measure)}"
    interval = interval_sentence(beside, measure)
    yield Paragraph(plain(f"{told} {interval}".strip()))
    fit = fit_sentence(beside, area, measure)
    if fit:
        yield Paragraph(plain(fit), quiet=True)
    chart = mixture_figure(assessment, found, beside)
    if chart:
        yield chart
    if judged or fit:
        yield _donors_table(framework, assessment, found, beside)
    yield Paragraph(plain(f"{NO_PROOF} {BESIDE_RULE.statement}"), quiet=True)


def _donors_table(
    framework: Framework, assessment: Assessment, found: ActionDifference, beside: BesideGroup
) -> Table:
    """Set out each other area: its part of the mixture, and its own gap as if it had acted."""
    measure = assessment.measure
    own = beside.finding.evidence

    def row(name: str, part: str, ratio: float | None, gap: float | None) -> tuple[Cell, ...]:
        return (
            text_cell(name),
            text_cell(part),
            text_cell("None" if ratio is None else number(ratio, 1)),
            text_cell("None" if gap is None else signed(gap, measure)),
        )

    ratio = own["error_after"] / own["error_before"] if own.get("error_before") else None
    rows = [row(assessment.area_name, "The area itself", ratio, own.get("effect"))]
    for donor in beside.donors:
        part = left_out_words(donor) or _part_words(donor.weight or 0.0)
        rows.append(row(framework.area_name(donor.area), part, donor.ratio, donor.effect))
    return Table(
        caption=f"Areas beside '{found.action.title}': each as if it had acted",
        columns=(
            Column("Area", share=2.0),
            Column("Part of the mixture", share=2.0),
            Column("Gap after beside gap before", numeric=True, share=1.3),
            Column("Mean gap since", share=2.0),
        ),
        rows=tuple(rows),
        note=(
            "The gap after beside the gap before is the root of the mean square of the one over "
            "that of the other. An area is rare whose own is among the largest."
        ),
    )


def _part_words(weight: float) -> str:
    return f"{number(100 * weight, 0)}%" if weight >= 0.005 else "No part"


def _links_table(assessment: Assessment, links: tuple[ContributionEvidence, ...]) -> Table:
    number_of = assessment.measure.number
    return Table(
        caption=f"Links that are held to lead to indicator {number_of}, with the evidence for each",
        columns=(
            Column("Measure", share=2.2),
            Column("Why", share=2.2),
            Column("What is expected", share=2.0),
            Column("Evidence that is named", share=1.8),
            Column("What the figures show", share=1.8),
        ),
        rows=tuple(
            (
                text_cell(f"{link.measure.number} {link.measure.name}".strip()),
                text_cell(link.declared.because),
                text_cell(expected_words(link.declared)),
                text_cell(named_words(link.declared)),
                text_cell(LINK_VERDICTS[link.finding.verdict]),
            )
            for link in links
        ),
    )


def _link_point(link: ContributionEvidence) -> tuple[Run, ...]:
    name = f"{link.measure.number} {link.measure.name}".strip()
    return (
        Run(f"{name}. ", emphasis=True),
        Run(f"{movement_sentence(link)} {link_sentence(link)}"),
    )


def difference_sections(scorecard: DisclosedScorecard) -> Iterator[Section]:
    """Sum up what there is to go by on the outcome; nothing where nothing is declared.

    A list and no score: evidence of one action does not add to that of another.
    """
    found = scorecard.difference
    shown = [each for each in found.actions if is_shown(each)]
    blocks: list[Block] = []
    if shown:
        blocks.append(Heading("Actions that have begun"))
        blocks.append(Bullets(tuple(_said_of_action(scorecard, each) for each in shown)))
        blocks.append(Paragraph(plain(f"{NO_CAUSE} {NO_PROOF}"), quiet=True))
    if found.contributions:
        blocks.append(Heading(CONTRIBUTION_HEADING))
        blocks.append(Bullets(tuple(_said_of_link(each) for each in found.contributions)))
        blocks.append(Paragraph(plain(NO_PROOF_OF_LINK), quiet=True))
    if blocks:
        yield Section(
            anchor=anchor_of_part("difference", scorecard),
            title=DIFFERENCE_HEADING,
            blocks=tuple(blocks),
            kicker=scorecard.outcome.name,
        )


def _said_of_action(scorecard: DisclosedScorecard, found: ActionDifference) -> tuple[Run, ...]:
    assessment = scorecard.assessment(found.action.indicator)
    name = f"{assessment.measure.number} {assessment.measure.name}".strip()
    said = turned_sentence(found.since)
    if found.beside is not None:
        beside = found.beside
        said += f" {beside_sentence(found, beside, assessment.area_name, assessment.measure)}"
    return (Run(f"{found.action.title} ({name}). ", emphasis=True), Run(said))


def _said_of_link(link: ContributionEvidence) -> tuple[Run, ...]:
    name = f"{link.measure.name} to {link.indicator.name}"
    return (Run(f"{name}. ", emphasis=True), Run(link_sentence(link)))
