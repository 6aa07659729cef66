"""Which way an outcome is going, in the form in which it leaves as JSON: counts, and no score."""

from __future__ import annotations

from pydantic import Field

from purbeck.publish.record import Record
from purbeck.publish.wording.direction import direction_sentences
from purbeck.scorecard import DisclosedScorecard


class SinceRecord(Record):
    """The indicators that the edition before had as well."""

    indicators: int = Field(description="How many are in both")
    better_colour: int
    worse_colour: int
    trends_then: dict[str, int]
    trends_now: dict[str, int]


class DirectionRecord(Record):
    """The population indicators of an outcome, counted by verdict and not added up."""

    indicators: tuple[str, ...] = Field(description="The ids of those counted")
    colours: dict[str, int] = Field(description="By colour: G, A, R, ND")
    trends: dict[str, int] = Field(description="By the council's rule")
    evidence: dict[str, int] = Field(description="By the figures of all periods together")
    agreement: dict[str, int] = Field(description="By whether the evidence bears the rule out")
    since: SinceRecord | None = Field(description="Null where there is no edition before")
    explanation: str


def direction_record(scorecard: DisclosedScorecard) -> DirectionRecord:
    """Put the direction of an outcome into the form in which it leaves as JSON."""
    direction, edition = scorecard.direction, scorecard.since
    since = direction.since
    said = direction_sentences(direction, None if edition is None else edition.edition_on)
    return DirectionRecord(
        indicators=tuple(one.measure.id for one in direction.indicators),
        colours={each.value: n for each, n in direction.colours.items()},
        trends={each.value: n for each, n in direction.trends.items()},
        evidence={each.value: n for each, n in direction.evidence.items()},
        agreement={each.value: n for each, n in direction.agreement.items()},
        since=None
        if since is None
        else SinceRecord(
            indicators=since.both,
            better_colour=since.improved,
            worse_colour=since.worsened,
            trends_then={each.trend.value: each.before for each in since.trends},
            trends_now={each.trend.value: each.after for each in since.trends},
        ),
        explanation=" ".join(said),
    )
