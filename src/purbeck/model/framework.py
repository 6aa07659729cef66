"""What an organisation wants for its people, and how it will know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from purbeck.model.area import Area, AreaGroup
from purbeck.model.breakdown import Dimension
from purbeck.model.contribution import Contribution
from purbeck.model.dropped import Dropped
from purbeck.model.errors import UsageError
from purbeck.model.measure import Measure, PopulationIndicator
from purbeck.model.nearest import hint
from purbeck.model.neighbour_terms import NeighbourTerms
from purbeck.model.officer import Officer
from purbeck.model.place import Place
from purbeck.model.risk import RiskMatrix
from purbeck.model.value_for_money import ValueForMoney


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A condition of well-being, with its sponsor and its population indicators."""

    id: str
    name: str
    statement: str = ""
    sponsor: str = ""
    indicators: tuple[PopulationIndicator, ...] = ()

    @property
    def measures(self) -> Iterator[Measure]:
        """Each indicator, followed by its performance measures."""
        for indicator in self.indicators:
            yield indicator
            yield from indicator.measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The public body that reports, and the area that it answers for."""

    name: str
    area: str
    plan: str = ""
    strapline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """What one report says of itself.

    Attributes
    ----------
    on
        The date of the report; figures published later are not known to it.
    previous
        The date of the report before it, with which it compares itself; None for the first.
    licence, licence_address, attribution
        Under what the open data may be used, where that can be read, and what is to be said of
        it; empty where it is not declared.
    """

    title: str
    on: date
    previous: date | None = None
    purpose: str = ""
    language: str = "en-GB"
    contacts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    licence: str = ""
    licence_address: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """The whole framework: outcomes, what they are compared with, and who answers for them."""

    organisation: Organisation
    report: ReportSettings
    outcomes: tuple[Outcome, ...]
    areas: tuple[Area, ...]
    groups: tuple[AreaGroup, ...] = ()
    reference_series: tuple[Measure, ...] = ()
    officers: tuple[Officer, ...] = ()
    risk_matrix: RiskMatrix | None = None
    dropped: tuple[Dropped, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    values: tuple[ValueForMoney, ...] = ()
    neighbour_models: tuple[NeighbourTerms, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    places: tuple[Place, ...] = ()
    _measures: dict[str, Measure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        every = [measure for outcome in self.outcomes for measure in outcome.measures]
        by_id = {measure.id: measure for measure in [*every, *self.reference_series]}
        object.__setattr__(self, "_measures", by_id)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure with its own observations, reference series last."""
        return tuple(self._measures.values())

    def measure(self, measure_id: str) -> Measure:
        """Give the measure of an id; UsageError with the nearest id where there is none."""
        if measure_id in self._measures:
            return self._measures[measure_id]
        expected = f"Expected a measure{hint(measure_id, list(self._measures))}."
        raise UsageError(f"There is no measure '{measure_id}' in this framework. {expected}")

    def area_name(self, code: str) -> str:
        """Give the name of an area, or its code where the framework does not list it."""
        return next((area.name for area in self.areas if area.code == code), code)

    def areas_at(self, place: Place) -> tuple[Area, ...]:
        """Give the small areas that a place is about, in the order of the framework."""
        members = self.group(place.group).members if place.group else ()
        return place.areas_of(self.areas, members)

    def group(self, group_id: str) -> AreaGroup:
        """Give the group of an id; UsageError with the nearest id where there is none."""
        for group in self.groups:
            if group.id == group_id:
                return group
        expected = f"Expected a group{hint(group_id, [group.id for group in self.groups])}."
        raise UsageError(f"There is no group '{group_id}' in this framework. {expected}")

    def dimension(self, dimension_id: str) -> Dimension:
        """Give the dimension of an id; UsageError with the nearest id where there is none."""
        for dimension in self.dimensions:
            if dimension.id == dimension_id:
                return dimension
        ids = [dimension.id for dimension in self.dimensions]
        expected = f"Expected a dimension{hint(dimension_id, ids)}."
        raise UsageError(f"There is no dimension '{dimension_id}' in this framework. {expected}")

    def officer(self, officer_id: str) -> Officer | None:
        """Give the officer of an id, or None."""
        return next((officer for officer in self.officers if officer.id == officer_id), None)
