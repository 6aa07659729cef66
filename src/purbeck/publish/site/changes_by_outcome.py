"""The log of changes of several outcomes: what was dropped stands once, where it belonged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from purbeck.model.dropped import Dropped
from purbeck.model.framework import Framework
from purbeck.publish.compose.changes import changes_section
from purbeck.publish.compose.edition_changes import came_and_went, dropped_blocks, outcome_of
from purbeck.publish.document import Block, Heading
from purbeck.publish.site.page import SiteBlock
from purbeck.publish.site.source import SiteSource
from purbeck.publish.site.tiles import with_measure_links
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.edition_changes import DroppedMeasure, EditionChanges

NOWHERE = "The report as a whole"


def changes_by_outcome(source: SiteSource) -> Iterator[SiteBlock]:
    """Lay out what has changed outcome by outcome, and last what belonged to none that is known."""
    places = _Places(source.framework, tuple(_gone(source.scorecards)))
    for scorecard in source.scorecards:
        yield Heading(scorecard.outcome.name)
        found = changes_section(_alone(scorecard, places)).blocks
        yield from with_measure_links(_lowered(found), scorecard)
    since = next((each.since for each in source.scorecards if each.since is not None), None)
    last = tuple(_lowered(_of_none(places, since)))
    if last:
        yield Heading(NOWHERE)
        yield from last


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each thing that was dropped belonged: as the edition had it, or as can be told now."""

    framework: Framework
    gone: tuple[DroppedMeasure, ...]

    def declared(self, outcome: str) -> tuple[Dropped, ...]:
        """Give what was declared as dropped of an outcome, or of none known."""
        known = {each.state.measure: each.state.outcome for each in self.gone}
        return tuple(
            each
            for each in self.framework.dropped
            if (known.get(each.measure) or outcome_of(self.framework, each)) == outcome
        )

    def dropped(self, outcome: str) -> tuple[DroppedMeasure, ...]:
        """Give the measures of the edition that are gone from an outcome."""
        return tuple(each for each in self.gone if each.state.outcome == outcome)


def _gone(scorecards: Iterable[DisclosedScorecard]) -> Iterator[DroppedMeasure]:
    """Give each measure of the edition that is gone, once."""
    known = (scorecard.since for scorecard in scorecards)
    yield from dict.fromkeys(each for since in known if since for each in since.dropped)


def _alone(scorecard: DisclosedScorecard, places: _Places) -> DisclosedScorecard:
    """Give a scorecard that knows only what was dropped of its own outcome."""
    own, since = scorecard.outcome.id, scorecard.since
    return replace(
        scorecard,
        framework=replace(scorecard.framework, dropped=places.declared(own)),
        since=None if since is None else replace(since, dropped=places.dropped(own)),
    )


def _of_none(places: _Places, since: EditionChanges | None) -> Iterator[Block]:
    framework = replace(places.framework, dropped=places.declared(""))
    if since is not None:
        since = replace(since, added=(), dropped=places.dropped(""))
        yield from came_and_went(framework, since)
    yield from dropped_blocks(framework, since)


def _lowered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Set the headings one level lower, under that of an outcome."""
    for block in blocks:
        yield replace(block, level=3) if isinstance(block, Heading) else block
