"""Whether what was done made a difference, in the form in which it leaves as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import Field

from purbeck.publish.record import Record
from purbeck.publish.statistics_fields import DIGITS
from purbeck.publish.wording.difference import (
    beside_sentence,
    interval_sentence,
    link_sentence,
    vintage_sentence,
)
from purbeck.publish.wording.over_time import turned_sentence
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.difference import ActionDifference, BesideGroup, ContributionEvidence


class SincePointRecord(Record):
    """One period beside what would have been; what is not known is null."""

    period: str
    value: float | None = Field(description="The area's own figure")
    expected: float | None
    lower: float | None
    upper: float | None


class FrozenForecastRecord(Record):
    """The forecast that later figures are held against."""

    on: date
    frozen: bool = Field(description="Whether it rests on figures as they were known on the day")
    newest_published: date | None = Field(
        description="The day on which the newest figure that it rests on came out"
    )
    explanation: str
    rests_on: tuple[SincePointRecord, ...]
    points: tuple[SincePointRecord, ...]


class BesideAreaRecord(Record):
    """One area that did not act."""

    area: str
    weight: float | None = Field(description="Its part of the mixture, from 0 to 1")
    ratio: float | None = Field(description="Its gap after over its gap before, as if it had acted")
    gap: float | None = Field(description="Its mean gap since, as if it had acted")
    left_out: str = Field(description="The code of why it has no part; empty where it has")


class BesideRecord(Record):
    """An area beside a mixture of others; evidence, and never proof."""

    group: str
    verdict: str
    reason: str
    explanation: str
    figures: dict[str, float]
    points: tuple[SincePointRecord, ...]
    areas: tuple[BesideAreaRecord, ...]


class ActionDifferenceRecord(Record):
    """One action that has begun."""

    action: str
    title: str
    measure: str
    started: date
    verdict: str = Field(description="Of the figures since against the forecast of before")
    explanation: str
    forecast: FrozenForecastRecord | None
    beside: BesideRecord | None


class ContributionRecord(Record):
    """One declared link, with whether the two moved together."""

    measure: str
    indicator: str
    because: str
    direction: str = Field(description="same or opposite")
    lag: int = Field(description="In periods")
    source: str = Field(description="The evidence that is named; empty for none")
    verdict: str
    reason: str
    explanation: str
    figures: dict[str, float]


class DifferenceRecord(Record):
    """What there is to go by on whether what was done made a difference."""

    actions: tuple[ActionDifferenceRecord, ...]
    contributions: tuple[ContributionRecord, ...]


def difference_record(scorecard: DisclosedScorecard) -> DifferenceRecord:
    """Put it into the form in which it leaves as JSON."""
    found = scorecard.difference
    return DifferenceRecord(
        actions=tuple(_action(scorecard, each) for each in found.actions),
        contributions=tuple(_contribution(each) for each in found.contributions),
    )


def _action(scorecard: DisclosedScorecard, found: ActionDifference) -> ActionDifferenceRecord:
    action = found.action
    assert action.started is not None  # as it has begun
    return ActionDifferenceRecord(
        action=action.id,
        title=action.title,
        measure=action.indicator,
        started=action.started,
        verdict=found.since.finding.verdict.value,
        explanation=turned_sentence(found.since),
        forecast=_forecast(found),
        beside=None if found.beside is None else _beside(scorecard, found, found.beside),
    )


def _forecast(found: ActionDifference) -> FrozenForecastRecord | None:
    forecast = found.forecast
    if forecast is None:
        return None
    return FrozenForecastRecord(
        on=forecast.on,
        frozen=forecast.frozen,
        newest_published=found.newest_published,
        explanation=vintage_sentence(found),
        rests_on=tuple(_point(p.label, value, None, None, None) for p, value in forecast.rests_on),
        points=tuple(
            _point(step.period.label, step.figure, step.expected, step.lower, step.upper)
            for step in forecast.steps
        ),
    )


def _beside(
    scorecard: DisclosedScorecard, found: ActionDifference, beside: BesideGroup
) -> BesideRecord:
    assessment = scorecard.assessment(found.action.indicator)
    area, measure = assessment.area_name, assessment.measure
    said = f"{beside_sentence(found, beside, area, measure)} {interval_sentence(beside, measure)}"
    return BesideRecord(
        group=beside.group.id,
        verdict=beside.finding.verdict.value,
        reason=beside.finding.reason.value,
        explanation=said.strip(),
        figures=_rounded(beside.finding.evidence),
        points=tuple(
            _point(at.period.label, at.own, at.mixture, at.lower, at.upper) for at in beside.points
        ),
        areas=tuple(
            BesideAreaRecord(
                area=donor.area,
                weight=_short(donor.weight),
                ratio=_short(donor.ratio),
                gap=_short(donor.effect),
                left_out=donor.left_out.value if donor.left_out else "",
            )
            for donor in beside.donors
        ),
    )


def _contribution(link: ContributionEvidence) -> ContributionRecord:
    declared = link.declared
    return ContributionRecord(
        measure=declared.measure,
        indicator=declared.indicator,
        because=declared.because,
        direction=declared.direction.value,
        lag=declared.lag,
        source=declared.source,
        verdict=link.finding.verdict.value,
        reason=link.finding.reason.value,
        explanation=link_sentence(link),
        figures=_rounded(link.finding.evidence),
    )


def _point(
    period: str,
    value: float | None,
    expected: float | None,
    lower: float | None,
    upper: float | None,
) -> SincePointRecord:
    return SincePointRecord(
        period=period,
        value=_short(value),
        expected=_short(expected),
        lower=_short(lower),
        upper=_short(upper),
    )


def _short(figure: float | None) -> float | None:
    return None if figure is None else round(figure, DIGITS)


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, DIGITS) for name, value in figures.items()}
