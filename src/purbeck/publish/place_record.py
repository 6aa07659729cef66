"""Small areas in the form in which they leave as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from purbeck.publish.record import Record
from purbeck.publish.statistics_fields import DIGITS
from purbeck.publish.wording.place import place_sentences
from purbeck.scorecard import DisclosedScorecard
from purbeck.scorecard.place import MeasurePlaces, SmallArea


class PlaceAreaRecord(Record):
    """One small area: where it stands among all, and where it is going."""

    code: str
    name: str
    setting: str | None = Field(description="rural or urban; null where that is not declared")
    verdict: str = Field(description="Where it lies among all places")
    reason: str = Field(description="The code of the reason for that verdict")
    stands_out: bool | None = Field(
        description="Whether that is believed though so many were looked at; null without verdict"
    )
    figures: dict[str, float] = Field(
        description="By name: figure is as counted, shrunken is drawn towards the average"
    )
    trend: str = Field(description="What a test says of its figures over time")
    trend_reason: str = Field(description="The code of the reason for that")
    trend_stands_out: bool | None = Field(
        description="Whether that is believed though so many were tested; null without verdict"
    )
    trend_figures: dict[str, float] = Field(description="The numbers of that test, by name")


class PlacesRecord(Record):
    """One measure in its small areas."""

    measure: str = Field(description="The id of the measure")
    first: str | None = Field(description="The first of the periods that are taken together")
    last: str | None = Field(description="The last of them; null where there is no figure")
    periods: int
    said: tuple[str, ...] = Field(description="What the report says of it, in sentences")
    outside_by_chance: float = Field(
        description="How many places would lie outside the 95% limits on each side by chance alone"
    )
    rural_urban: str | None = Field(
        description="How rural places fare beside urban ones; null where no setting is declared"
    )
    rural_urban_figures: dict[str, float]
    areas: tuple[PlaceAreaRecord, ...]


def place_records(scorecard: DisclosedScorecard) -> tuple[PlacesRecord, ...]:
    """Put the small areas of an outcome's measures into the form in which they leave as JSON."""
    return tuple(_record(found) for found in scorecard.places)


def _record(found: MeasurePlaces) -> PlacesRecord:
    return PlacesRecord(
        measure=found.measure.id,
        first=str(found.first) if found.first else None,
        last=str(found.last) if found.last else None,
        periods=found.periods,
        said=place_sentences(found),
        outside_by_chance=round(found.by_chance, DIGITS),
        rural_urban=found.gap.verdict.value if found.gap else None,
        rural_urban_figures=_rounded(found.gap.evidence) if found.gap else {},
        areas=tuple(_area(each) for each in found.areas),
    )


def _area(each: SmallArea) -> PlaceAreaRecord:
    standing, trend = each.standing, each.trend
    return PlaceAreaRecord(
        code=each.area.code,
        name=each.area.name,
        setting=each.area.setting.value if each.area.setting else None,
        verdict=standing.verdict.value,
        reason=standing.reason.value,
        stands_out=each.stands_out if "stands_out" in standing.evidence else None,
        figures=_rounded(standing.evidence),
        trend=trend.verdict.value,
        trend_reason=trend.reason.value,
        trend_stands_out=each.trend_stands_out if "stands_out" in trend.evidence else None,
        trend_figures=_rounded(trend.evidence),
    )


def _rounded(evidence: Mapping[str, float]) -> dict[str, float]:
    """Round figures as those of every rule are, and leave out what is said by a field."""
    return {name: round(value, DIGITS) for name, value in evidence.items() if name != "stands_out"}
