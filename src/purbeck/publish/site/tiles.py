"""Measures on cards, and the blocks that pages of measures share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from purbeck.assess.assessment import Assessment
from purbeck.publish.compose.chart_series import figure_of
from purbeck.publish.document import (
    Badge,
    Block,
    Bullets,
    Cell,
    Heading,
    Paragraph,
    Run,
    Table,
    plain,
)
from purbeck.publish.site.anchors import (
    ASSESSMENTS,
    figures_anchor,
    measure_anchor,
    metadata_anchor,
)
from purbeck.publish.site.page import PageLink, SiteBlock, Tile
from purbeck.publish.site.source import is_indicator
from purbeck.publish.wording.figures import observed, remark
from purbeck.publish.wording.verdicts import rag_badge, sentence_case, verdict_badge
from purbeck.scorecard import DisclosedScorecard


def tile_of(assessment: Assessment, *, chart: bool = True) -> Tile:
    """Put a measure on a card: its latest figure, its colour, its trend and a small line."""
    measure, latest = assessment.measure, assessment.latest
    drawn = figure_of(assessment, "small") if chart else None
    said = observed(latest, measure) if latest else "No figure"
    extra = remark(latest) if latest and latest.value is not None else ""
    detail = ", ".join(filter(None, (str(latest.period) if latest else "", extra)))
    colour = colour_of(assessment)
    trend = verdict_badge(assessment.trend.verdict, assessment.trend_rag)
    return Tile(
        title=measure.name,
        anchor=measure_anchor(measure),
        number=measure.number,
        figure=sentence_case(said),
        detail=detail,
        badge=colour,
        trend=trend if is_indicator(measure) else None,
        chart=drawn.chart if drawn else None,
    )


def colour_of(assessment: Assessment) -> Badge:
    """Give the badge of a measure: the colour of an indicator, the trend of another."""
    if is_indicator(assessment.measure):
        return rag_badge(assessment.rag)
    return verdict_badge(assessment.trend.verdict, assessment.trend_rag)


def beside(scorecard: DisclosedScorecard) -> tuple[PageLink, ...]:
    """List the indicators of an outcome with their colours."""
    return tuple(
        PageLink(
            f"{a.measure.number} {a.measure.name}".strip(), measure_anchor(a.measure), colour_of(a)
        )
        for a in scorecard.assessments
        if is_indicator(a.measure)
    )


def downloads_of(assessment: Assessment) -> Iterator[SiteBlock]:
    """Lead to the files of a measure's figures."""
    anchor = figures_anchor(assessment.measure)
    yield Heading("Figures to download")
    yield Bullets(
        (
            (
                Run("Figures of every area", link=f"#{anchor}"),
                Run(" (CSV; what its columns mean is in the "),
                Run("metadata", link=f"#{metadata_anchor(anchor)}"),
                Run(", CSVW)"),
            ),
            (Run("Every verdict with its evidence", link=f"#{ASSESSMENTS}"), Run(" (JSON)")),
        )
    )
    yield Paragraph(
        plain("The address of this page stays the same from one edition to the next."), quiet=True
    )


def with_measure_links(
    blocks: Iterable[Block], scorecard: DisclosedScorecard
) -> tuple[SiteBlock, ...]:
    """Let the name of each measure at the head of a row of a table lead to its page."""
    ways = {
        f"{a.measure.number} {a.measure.name}".strip(): f"#{measure_anchor(a.measure)}"
        for a in scorecard.assessments
    }
    return tuple(_linked(block, ways) if isinstance(block, Table) else block for block in blocks)


def _linked(table: Table, ways: Mapping[str, str]) -> Table:
    def first(cell: Cell) -> Cell:
        words = "".join(run.text for run in cell.text)
        return replace(cell, text=(Run(words, link=ways[words]),)) if words in ways else cell

    return replace(table, rows=tuple((first(row[0]), *row[1:]) for row in table.rows))
