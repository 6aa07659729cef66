"""Within an area: where a measure is worst and where it is worsening, given chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from purbeck.assess.finding import Finding
from purbeck.assess.place import PlaceStanding, limits_at, place_standing, place_trends
from purbeck.assess.place_pooling import Pooled
from purbeck.assess.rural_urban import rural_urban
from purbeck.assess.statistical.benchmark_evidence import OUTER_LEVEL
from purbeck.methods.interval import LEVEL
from purbeck.model.area import Area
from purbeck.model.framework import Framework, Outcome
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.model.place import Boundaries, Outline, Place
from purbeck.model.polarity import Polarity
from purbeck.model.policy import Policy
from purbeck.model.verdict import BenchmarkEvidence, GapEvidence, TrendEvidence
from purbeck.panel import Panel, panel_of

POINTS_OF_CURVE = 40
"""Denominators at which the limits of the funnel are worked out, evenly on a scale of roots."""

WORSE_SIDE = (BenchmarkEvidence.WORSE, BenchmarkEvidence.WORST)
BETTER_SIDE = (BenchmarkEvidence.BETTER, BenchmarkEvidence.BEST)
OUTSIDE = (*WORSE_SIDE, *BETTER_SIDE, BenchmarkEvidence.HIGHER, BenchmarkEvidence.LOWER)
MOVING = (
    TrendEvidence.WORSENING,
    TrendEvidence.IMPROVING,
    TrendEvidence.RISING,
    TrendEvidence.FALLING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallArea:
    """One small area: where it stands among all, and where it is going.

    ``latest`` is its figure of the last period; None where nothing was ever published for it.
    """

    area: Area
    standing: Finding[BenchmarkEvidence]
    trend: Finding[TrendEvidence]
    latest: Observation | None

    @property
    def stands_out(self) -> bool:
        """Whether it would still be thought to differ though so many were looked at."""
        return self.standing.evidence.get("stands_out") == 1.0

    @property
    def trend_stands_out(self) -> bool:
        """Whether its trend would still be believed though so many were tested."""
        return self.trend.evidence.get("stands_out") == 1.0


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The funnel's limits at one denominator: lower and upper, of 95% and of 99.8%."""

    denominator: float
    inner: tuple[float, float]
    outer: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePlaces:
    """One measure in its small areas.

    Attributes
    ----------
    areas
        Every declared one, in the order of the framework.
    first, last
        The periods that the standing is of, the first and the last of those taken together;
        None where no area has a figure.
    periods
        How many periods that is.
    enough
        The share of the areas that expect twenty events or more; None where none has counts.
    gap
        How the rural areas fare beside the urban ones; None where no setting is declared.
    curve
        The limits of the funnel; empty where no area can be placed.
    outlines
        Where areas lie, of those of which it is known.
    within
        Whether they are declared to lie within the organisation's own area.
    own
        The code of that area, which may be one of them.
    """

    place: Place
    measure: Measure
    areas: tuple[SmallArea, ...]
    first: Period | None
    last: Period | None
    periods: int
    enough: float | None
    gap: Finding[GapEvidence] | None
    curve: tuple[CurvePoint, ...]
    outlines: tuple[Outline, ...] = ()
    within: bool = False
    own: str = ""

    @property
    def placed(self) -> tuple[SmallArea, ...]:
        """The areas that have a place on the funnel."""
        cannot = BenchmarkEvidence.CANNOT_BE_ASSESSED
        return tuple(each for each in self.areas if each.standing.verdict is not cannot)

    @property
    def judged(self) -> bool:
        """Whether one way is better, so that there is a worse side."""
        return self.measure.polarity in (Polarity.HIGHER, Polarity.LOWER)

    @property
    def bad_side(self) -> tuple[BenchmarkEvidence, ...]:
        """The verdicts of the worse side; of both sides where neither is better."""
        return WORSE_SIDE if self.judged else OUTSIDE

    @property
    def bad_trends(self) -> tuple[TrendEvidence, ...]:
        """The trends for the worse; all of them where neither way is better."""
        return (TrendEvidence.WORSENING,) if self.judged else MOVING

    @property
    def by_chance(self) -> float:
        """How many of those would lie outside on one side if there were chance alone."""
        return len(self.placed) * (1.0 - LEVEL) / 2.0

    @property
    def average(self) -> float | None:
        """All counts over all totals, in the measure's unit."""
        return next((each.standing.evidence["average"] for each in self.placed), None)

    def outside(self, *verdicts: BenchmarkEvidence) -> tuple[SmallArea, ...]:
        """Give the areas of some verdicts, the furthest from the average first."""
        found = [each for each in self.placed if each.standing.verdict in verdicts]
        return tuple(sorted(found, key=_distance))

    @property
    def tested(self) -> tuple[SmallArea, ...]:
        """The areas whose figures could be tested for a trend."""
        cannot = TrendEvidence.CANNOT_BE_ASSESSED
        return tuple(each for each in self.areas if each.trend.verdict is not cannot)

    def moving(self, *verdicts: TrendEvidence) -> tuple[SmallArea, ...]:
        """Give the areas with a trend of some sorts, the surest first."""
        found = [each for each in self.tested if each.trend.verdict in verdicts]
        return tuple(sorted(found, key=lambda each: (each.trend.evidence["p"], each.area.code)))


def _distance(each: SmallArea) -> tuple[float, str]:
    return -abs(each.standing.evidence["score"]), each.area.code


def places_of(
    framework: Framework,
    outcome: Outcome,
    observations: Iterable[Observation],
    policy: Policy,
    boundaries: Iterable[Boundaries] = (),
) -> tuple[MeasurePlaces, ...]:
    """Look at the measures of an outcome in their small areas, in the order of the framework.

    Parameters
    ----------
    observations
        Disclosed ones, as they are assessed: nothing else may be seen of so few people.
    """
    ids = {measure.id for measure in outcome.measures}
    declared = {place.measure: place for place in framework.places if place.measure in ids}
    if not declared:
        return ()
    of_measure: dict[str, list[Observation]] = {measure: [] for measure in declared}
    for observation in observations:
        if observation.measure in of_measure:
            of_measure[observation.measure].append(observation)
    maps = {(each.file, each.code_key): each.outlines for each in boundaries}
    return tuple(
        _measure_places(
            framework,
            declared[measure.id],
            of_measure[measure.id],
            policy,
            maps.get((declared[measure.id].boundaries, declared[measure.id].code_key), ()),
        )
        for measure in outcome.measures
        if measure.id in declared
    )


def _measure_places(
    framework: Framework,
    place: Place,
    observations: Iterable[Observation],
    policy: Policy,
    outlines: tuple[Outline, ...],
) -> MeasurePlaces:
    measure, areas = framework.measure(place.measure), framework.areas_at(place)
    codes = {area.code for area in areas}
    figures = [each for each in observations if each.area in codes]
    panel = panel_of(measure, figures, [area.code for area in areas])
    standing = place_standing(panel, policy, place.most_years)
    held, trends = standing.pooled, place_trends(panel, policy)
    settings = [area.setting for area in areas]
    last = panel.periods[held.last] if held.periods else None
    latest = {each.area: each for each in figures if each.period == last}
    return MeasurePlaces(
        place=place,
        measure=measure,
        areas=tuple(
            SmallArea(
                area=area,
                standing=standing.findings.at(row),
                trend=trends.at(row),
                latest=latest.get(area.code),
            )
            for row, area in enumerate(areas)
        ),
        first=panel.periods[held.first] if held.periods else None,
        last=last,
        periods=held.periods,
        enough=None if np.isnan(held.enough) else held.enough,
        gap=rural_urban(panel, held, settings).at(0) if any(settings) else None,
        curve=_curve(panel, standing, held),
        outlines=tuple(each for each in outlines if each.code in codes),
        within=_within(framework, areas),
        own=framework.organisation.area,
    )


def _within(framework: Framework, areas: Iterable[Area]) -> bool:
    """Whether every area lies in the organisation's, or in one that does."""
    above = {area.code: area.within for area in framework.areas}
    own = framework.organisation.area

    def reaches(code: str) -> bool:
        passed: set[str] = set()
        while code and code != own and code not in passed:
            passed.add(code)
            code = above.get(code, "")
        return code == own

    return all(reaches(area.within) for area in areas)


def _curve(panel: Panel, standing: PlaceStanding, held: Pooled) -> tuple[CurvePoint, ...]:
    if standing.scores is None:
        return ()
    cannot = standing.findings.verdicts.index(BenchmarkEvidence.CANNOT_BE_ASSESSED)
    known = held.total[standing.findings.verdict != cannot]
    least, most = float(known.min()), float(known.max())
    if most - least < 1.0:
        # A funnel of places of one size has no width of its own to be drawn on.
        least, most = 0.9 * least, 1.1 * most + 1.0
    ends = np.sqrt(least), np.sqrt(most)
    at = np.unique(np.linspace(*ends, POINTS_OF_CURVE) ** 2)
    inner, outer = (limits_at(panel, standing, at, level) for level in (LEVEL, OUTER_LEVEL))
    return tuple(
        CurvePoint(
            float(denominator),
            (float(inner.lower[n]), float(inner.upper[n])),
            (float(outer.lower[n]), float(outer.upper[n])),
        )
        for n, denominator in enumerate(at)
    )


def places_by_measure(places: Iterable[MeasurePlaces]) -> Mapping[str, MeasurePlaces]:
    """Give what is known of small areas by the id of the measure."""
    return {each.measure.id: each for each in places}
