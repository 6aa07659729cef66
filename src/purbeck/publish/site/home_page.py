"""The home page: the outcomes at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.model.verdict import TrendVerdict
from purbeck.publish.compose.direction import directions_table
from purbeck.publish.compose.executive_summary import tallies
from purbeck.publish.compose.prose import text_of
from purbeck.publish.document import Block, Bullets, Columns, Heading, Paragraph, Run, Text, plain
from purbeck.publish.site.anchors import (
    CHANGES,
    HOME,
    RISKS,
    measure_anchor,
    outcome_anchor,
    risk_anchor,
)
from purbeck.publish.site.page import Page, SiteBlock, Tile, Tiles
from purbeck.publish.site.source import SiteSource, is_indicator
from purbeck.publish.site.tiles import tile_of
from purbeck.publish.wording.direction import TITLE
from purbeck.publish.wording.figures import counted, day
from purbeck.publish.wording.summary import evidence_headline, headline
from purbeck.scorecard import DisclosedScorecard

MOST_TILES = 12
"""Indicators that the home page shows each on a card; of more it shows the outcomes alone, so
that the first page stays small."""

MOST_LISTED = 8


def home_page(source: SiteSource) -> Page:
    """Compose the home page."""
    framework = source.framework
    purpose = [
        text_of(" ".join(part.split()))
        for part in framework.report.purpose.split("\n\n")
        if part.strip()
    ]
    return Page(
        path="index.html",
        anchor=HOME,
        title=_title(source),
        description=f"{framework.report.title} of {framework.organisation.name}, "
        f"with figures as known on {day(source.on)}.",
        part=HOME,
        kicker=f"{framework.report.title}, figures as known on {day(source.on)}",
        lead=tuple(purpose[:1]),
        lead_own=1,
        blocks=tuple(_blocks(source)),
        wide=True,
    )


def _title(source: SiteSource) -> str:
    if len(source.scorecards) == 1:
        return source.scorecards[0].outcome.name
    return source.framework.organisation.plan or source.framework.report.title


def _blocks(source: SiteSource) -> Iterator[SiteBlock]:
    scorecards = source.scorecards
    indicators = sum(len(each.outcome.indicators) for each in scorecards)
    for scorecard in scorecards if indicators <= MOST_TILES else ():
        if len(scorecards) > 1:
            yield Heading(scorecard.outcome.name)
        yield _headline(scorecard)
        yield Columns(tuple((tally,) for tally in tallies(scorecard.summary)))
        yield Heading("Population indicators", level=2 if len(scorecards) == 1 else 3)
        of_it = [a for a in scorecard.assessments if is_indicator(a.measure)]
        yield Tiles(tuple(tile_of(assessment) for assessment in of_it))
    if indicators > MOST_TILES:
        yield Heading("Outcomes")
        yield Tiles(tuple(_outcome_tile(each) for each in scorecards))
    table = directions_table(scorecards, lambda outcome: f"#{outcome_anchor(outcome)}")
    if table is not None:
        yield Heading(TITLE, level=2)
        yield table
    yield Columns(((*_worsening(source),), (*_high_risks(source),)))
    yield Paragraph(_more(source))


def _headline(scorecard: DisclosedScorecard) -> SiteBlock:
    said = f"{headline(scorecard.summary)} {evidence_headline(scorecard.assessments)}"
    return Paragraph(plain(said))


def _outcome_tile(scorecard: DisclosedScorecard) -> Tile:
    return Tile(
        title=scorecard.outcome.name,
        anchor=outcome_anchor(scorecard.outcome.id),
        detail=counted(len(scorecard.outcome.indicators), "indicator"),
        tally=tallies(scorecard.summary)[0],
    )


def _worsening(source: SiteSource) -> Iterator[Block]:
    yield Heading("Worsening", level=2)
    found = [a for _, a in source.assessments if a.trend.verdict is TrendVerdict.WORSENING]
    points: list[Text] = [
        (
            Run(f"{a.measure.number} ", strong=True),
            Run(a.measure.name, link=f"#{measure_anchor(a.measure)}"),
        )
        for a in found[:MOST_LISTED]
    ]
    if len(found) > MOST_LISTED:
        points.append(plain(f"and {len(found) - MOST_LISTED} more, on the pages of the outcomes"))
    yield Bullets(tuple(points)) if points else _none("No indicator or measure is worsening.")


def _high_risks(source: SiteSource) -> Iterator[Block]:
    yield Heading("High rated risks", level=2)
    found = [risk for each in source.scorecards for risk in each.summary.high_risks]
    points: list[Text] = [
        (Run(f"{r.id} ", strong=True), Run(r.title, link=f"#{risk_anchor(r.id)}"))
        for r in found[:MOST_LISTED]
    ]
    if len(found) > MOST_LISTED:
        points.append((Run("All high rated risks", link=f"#{RISKS}"),))
    yield Bullets(tuple(points)) if points else _none("None is rated high.")


def _none(said: str) -> Block:
    return Paragraph(plain(said))


def _more(source: SiteSource) -> Text:
    """Lead to the changes, with how many there are."""
    # As the page of changes does: against the stored edition where one is at hand.
    stored = [each.since for each in source.scorecards if each.since]
    changes = sum(len(each.changed) for each in stored)
    since = [each.edition_on for each in stored]
    if not stored:
        changes = sum(len(each.changes) for each in source.scorecards)
        since = [each.previous_on for each in source.scorecards if each.previous_on]
    if not since:
        return (Run("What has changed", link=f"#{CHANGES}"),)
    said = counted(changes, "measure")
    verb = "reads" if changes == 1 else "read"
    words = f"{said[:1].upper()}{said[1:]} {verb} differently from {day(since[0])}"
    return (Run(words, link=f"#{CHANGES}"), Run("."))
