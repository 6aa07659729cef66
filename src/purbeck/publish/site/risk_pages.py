"""The pages of corporate risks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from purbeck.model.risk import CorporateRisk, RiskLevel
from purbeck.publish.compose.cover import officer_line
from purbeck.publish.compose.executive_summary import tallies
from purbeck.publish.compose.heat_map import heat_map
from purbeck.publish.compose.risk_register import reviews_table, scores_table, standings
from purbeck.publish.compose.risks import risk_blocks
from purbeck.publish.document import (
    Block,
    Bullets,
    Card,
    Cards,
    Cell,
    Columns,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Run,
    Table,
    Text,
    plain,
)
from purbeck.publish.site.anchors import HOME, RISKS, risk_anchor, risk_file
from purbeck.publish.site.page import Page, PageLink, SiteBlock, Tiles
from purbeck.publish.site.source import SiteSource
from purbeck.publish.site.tiles import tile_of
from purbeck.publish.wording.figures import counted, day
from purbeck.publish.wording.risks import standing_sentences
from purbeck.publish.wording.verdicts import (
    RISK_LEVEL_MEANING,
    RISK_TREND_MEANING,
    level_badge,
    risk_trend_badge,
)
from purbeck.scorecard import DisclosedScorecard

_ORDER = list(RiskLevel)


def risks_page(source: SiteSource) -> Page:
    """Compose the list of all risks, the gravest first within each outcome."""
    blocks: list[SiteBlock] = []
    total = 0
    for scorecard in source.scorecards:
        ordered = sorted(scorecard.risks, key=lambda risk: _ORDER.index(risk.level))
        total += len(ordered)
        if not ordered:
            continue
        blocks += [Heading(scorecard.outcome.name), tallies(scorecard.summary)[2]]
        blocks += _heat_map(scorecard, ordered)
        caption = f"Corporate risks to: {scorecard.outcome.name}"
        blocks += with_risk_links(risk_blocks(ordered, caption, ""), ordered)
    return Page(
        path="risks.html",
        anchor=RISKS,
        title="Corporate risks",
        description="Every corporate risk that bears upon an outcome, by its level.",
        part=RISKS,
        lead=(plain(f"The register has {counted(total, 'risk')} that bear upon an outcome."),),
        trail=(PageLink("Home", HOME),),
        blocks=tuple(blocks),
        wide=True,
    )


def _heat_map(scorecard: DisclosedScorecard, risks: Sequence[CorporateRisk]) -> Iterator[Block]:
    """Give the heat map of a register that is kept in full."""
    matrix = scorecard.framework.risk_matrix
    kept = any(risk.is_kept_in_full for risk in risks)
    if kept and matrix is not None and any(risk.score is not None for risk in risks):
        caption = f"Heat map: {scorecard.outcome.name}"
        yield heat_map(risks, matrix, caption, lambda own: f"#{risk_anchor(own)}")


def with_risk_links(
    blocks: Iterable[Block], risks: Iterable[CorporateRisk]
) -> tuple[SiteBlock, ...]:
    """Let the title of each risk in a table or a list of risks lead to its page."""
    ids = {risk.id for risk in risks}
    return tuple(_with_links(block, ids) for block in blocks)


def _with_links(block: Block, ids: set[str]) -> Block:
    if isinstance(block, Table):
        return _linked(block, ids)
    if isinstance(block, Bullets):
        return replace(block, points=tuple(_linked_text(text, ids) for text in block.points))
    if isinstance(block, Columns):
        stacks = tuple(tuple(_with_links(one, ids) for one in stack) for stack in block.stacks)
        return replace(block, stacks=stacks)
    return block


def _linked(table: Table, ids: set[str]) -> Table:
    def row(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return (replace(cells[0], text=_linked_text(cells[0].text, ids)), *cells[1:])

    return replace(table, rows=tuple(row(cells) for cells in table.rows))


def _linked_text(text: Text, ids: set[str]) -> Text:
    """Let a text that is the id of a risk and its title lead to the risk's page."""
    if len(text) != 2 or text[0].text not in ids:
        return text
    return (text[0], Run(" "), Run(text[1].text.strip(), link=f"#{risk_anchor(text[0].text)}"))


def risk_page(source: SiteSource, scorecard: DisclosedScorecard, risk: CorporateRisk) -> Page:
    """Compose the page of one risk: its level, how it has moved, what it bears upon."""
    return Page(
        path=risk_file(risk.id),
        anchor=risk_anchor(risk.id),
        title=risk.title,
        description=f"Corporate risk {risk.id}: {risk.title}",
        part=RISKS,
        kicker=f"Corporate risk {risk.id}",
        badge=level_badge(risk.level),
        trail=(PageLink("Home", HOME), PageLink("Corporate risks", RISKS)),
        beside=tuple(
            PageLink(f"{other.id} {other.title}", risk_anchor(other.id), level_badge(other.level))
            for other in scorecard.risks
        ),
        beside_title="Risks to this outcome",
        blocks=tuple(_blocks(scorecard, risk)),
        index_kind="Risk",
        index_words=f"{risk.id} {risk.note}",
    )


def _cards(scorecard: DisclosedScorecard, risk: CorporateRisk) -> Iterator[Card]:
    yield Card("Level", badge=level_badge(risk.level))
    yield Card("Since the last submission", badge=risk_trend_badge(risk.trend))
    matrix = scorecard.framework.risk_matrix
    if matrix is not None and risk.likelihood is not None and risk.impact is not None:
        likelihood = matrix.likelihoods[risk.likelihood - 1]
        impact = matrix.impacts[risk.impact - 1]
        yield Card("Score", f"{risk.likelihood * risk.impact}", f"{likelihood}, {impact.lower()}")


def _blocks(scorecard: DisclosedScorecard, risk: CorporateRisk) -> Iterator[SiteBlock]:
    yield Cards(tuple(_cards(scorecard, risk)))
    yield Paragraph(plain(f"{RISK_LEVEL_MEANING[risk.level]}. {RISK_TREND_MEANING[risk.trend]}."))
    facts = [("Outcome", scorecard.outcome.name)]
    owner = officer_line(scorecard.framework, risk.owner)
    facts += [("Owner", owner)] if owner else []
    facts += [("Last reviewed", day(risk.reviewed))] if risk.reviewed else []
    facts += [("Note", risk.note)] if risk.note else []
    yield Facts(tuple(Fact(label, plain(text)) for label, text in facts))
    if risk.is_kept_in_full:
        yield from _kept_in_full(scorecard, risk)
    yield Heading("What it bears upon")
    if risk.indicators:
        yield Tiles(tuple(tile_of(scorecard.assessment(name)) for name in risk.indicators))
    else:
        yield Paragraph(plain("The register ties this risk to no one indicator of the outcome."))


def _kept_in_full(scorecard: DisclosedScorecard, risk: CorporateRisk) -> Iterator[SiteBlock]:
    (standing,) = (each for each in standings(scorecard) if each.risk.id == risk.id)
    yield Heading("Scores and appetite")
    said = standing_sentences(standing)
    if said:
        yield Bullets(tuple(plain(sentence) for sentence in said))
    caption = "Before any control, now, and as it is meant to be"
    yield scores_table([standing], scorecard.framework.risk_matrix, caption)
    if risk.controls:
        yield Heading("Controls")
        yield Bullets(tuple(plain(control) for control in risk.controls), own=True)
    if risk.reviews_by(standing.on):
        yield Heading("Reviews")
        yield reviews_table(scorecard.framework, standing, "Reviews, the latest first")
