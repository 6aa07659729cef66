"""The pages below an outcome's: one for each summary section of its report."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.publish.compose.further import further_sections, part_in
from purbeck.publish.document import Section
from purbeck.publish.site.anchors import HOME, part_file
from purbeck.publish.site.measure_pages import IN_OUTCOME, trail_of
from purbeck.publish.site.page import Page
from purbeck.publish.site.source import SiteSource
from purbeck.publish.site.tiles import beside, with_measure_links
from purbeck.scorecard import DisclosedScorecard


def part_pages(source: SiteSource, scorecard: DisclosedScorecard) -> Iterator[Page]:
    """Compose the page of each summary section of an outcome."""
    for section in further_sections(scorecard):
        yield _page_of(source, scorecard, section)


def _page_of(source: SiteSource, scorecard: DisclosedScorecard, section: Section) -> Page:
    part, outcome = part_in(section.anchor) or (section.anchor, scorecard.outcome.id)
    return Page(
        path=part_file(outcome, part),
        anchor=section.anchor,
        title=section.title,
        description=f"{section.title}: {scorecard.outcome.name}",
        part=HOME,
        kicker=section.kicker or scorecard.outcome.name,
        badge=section.badge,
        trail=trail_of(source, scorecard),
        beside=beside(scorecard),
        beside_title=IN_OUTCOME,
        blocks=tuple(with_measure_links(section.blocks, scorecard)),
        wide=True,
        index_kind="Summary",
    )
