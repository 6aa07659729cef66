"""Who an area is compared with: the neighbours that a declared model works out.

Everything is worked out from what may be shown, on the day of the report. A characteristic is read
at one period for all areas, so that like stands beside like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.neighbour_agreement import PublishedAgreement, agreement_with
from purbeck.assess.neighbour_model import (
    Characteristic,
    CharacteristicTable,
    NeighbourModel,
    neighbour_model,
)
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.neighbour_terms import NeighbourCharacteristic, NeighbourTerms, Transform
from purbeck.model.observation import Observation
from purbeck.model.period import Period

UNSTATED = "Source not stated"

Values = Mapping[str, Mapping[tuple[str, Period], float]]
"""Figures by area and period, of each series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedCharacteristic:
    """A characteristic as the model used it.

    Attributes
    ----------
    period
        The period that was read of every area; None where the organisation's has no figure.
    share
        Its part of all weights, from 0 to 1; 0 where it is the same in every area.
    mean, deviation
        By which it was standardised, after the transform; None where there was nothing to.
    areas
        How many of the areas have a figure.
    """

    declared: NeighbourCharacteristic
    measure: Measure
    period: Period | None
    share: float
    mean: float | None
    deviation: float | None
    areas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedArea:
    """An area with its characteristics, as published and standardised, in the model's order.

    Attributes
    ----------
    rank, distance
        Its place among the neighbours and how far it is; 0 and 0 for the organisation's own area.
    shares
        Which part of the squared distance each characteristic makes up; none at a distance of 0.
    """

    code: str
    rank: int
    distance: float
    values: tuple[float | None, ...]
    standardised: tuple[float | None, ...]
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedNeighbours:
    """What a declared model comes to for the organisation's area.

    Attributes
    ----------
    own
        The organisation's area; its values are None where it has no figure.
    neighbours
        The closest first; none where the area itself is left out.
    published
        The codes of the published neighbours, in their order; none where there is no list.
    agreement
        How far the two lists agree; None where there are not both.
    beside
        The published neighbours that are not among the computed ones and have every
        characteristic, in the published order; their rank is 0.
    candidates
        How many areas could have been chosen, the organisation's own not counted.
    left_out
        Areas that lack a characteristic, each with the ids of those that it lacks.
    tied
        Whether an area as far away as the last neighbour had no place.
    """

    terms: NeighbourTerms
    characteristics: tuple[UsedCharacteristic, ...]
    own: PlacedArea
    neighbours: tuple[PlacedArea, ...]
    published: tuple[str, ...]
    agreement: PublishedAgreement | None
    beside: tuple[PlacedArea, ...]
    candidates: int
    left_out: Mapping[str, tuple[str, ...]]
    tied: bool


def computed_neighbours(
    framework: Framework, observations: Sequence[Observation]
) -> tuple[ComputedNeighbours, ...]:
    """Work out the neighbours of the organisation's area by each declared model.

    Parameters
    ----------
    observations
        What may be shown, one a series, area and period.

    Returns
    -------
    tuple of ComputedNeighbours
        In the order of the framework; none where no model is declared.
    """
    if not framework.neighbour_models:
        return ()
    wanted = {one.series for terms in framework.neighbour_models for one in terms.characteristics}
    values = values_of(observations, wanted)
    return tuple(_computed(framework, terms, values) for terms in framework.neighbour_models)


def values_of(observations: Sequence[Observation], series: Set[str]) -> Values:
    """Give the figures of some series that have a value, by area and period."""
    found: dict[str, dict[tuple[str, Period], float]] = {name: {} for name in series}
    for one in observations:
        if one.measure in found and one.value is not None and one.subgroup is None:
            found[one.measure][one.area, one.period] = one.value
    return found


def _computed(framework: Framework, terms: NeighbourTerms, values: Values) -> ComputedNeighbours:
    own = framework.organisation.area
    published = framework.group(terms.group).members if terms.group else ()
    published = tuple(code for code in dict.fromkeys(published) if code != own)
    areas = _areas(framework, terms, values, own)
    periods = [_period(one, values, own) for one in terms.characteristics]
    raw = np.array(
        [
            [
                np.nan if at is None else values[one.series].get((code, at), np.nan)
                for one, at in zip(terms.characteristics, periods, strict=True)
            ]
            for code in areas
        ],
        dtype=np.float64,
    )
    table = CharacteristicTable(
        areas=areas,
        characteristics=tuple(
            _named(framework.measure(c.series), c) for c in terms.characteristics
        ),
        values=_transformed(raw, terms.characteristics),
    )
    model = neighbour_model(table, terms.count)
    agreement = agreement_with(model, {own: published}).get(own)
    apart = agreement.only_published if agreement else ()
    return ComputedNeighbours(
        terms=terms,
        characteristics=tuple(_used(framework, terms, model, periods, raw)),
        own=_placed(model, raw, own),
        neighbours=tuple(
            _placed(model, raw, one.code, one.rank, one.distance, one.shares)
            for one in model.of(own)
        ),
        published=published,
        agreement=agreement,
        beside=tuple(
            _placed(model, raw, code)
            for code in apart
            if code in areas and code not in model.left_out
        ),
        candidates=len(areas) - 1 - len(set(model.left_out) - {own}),
        left_out=model.left_out,
        tied=own in model.tied,
    )


def _areas(
    framework: Framework, terms: NeighbourTerms, values: Values, own: str
) -> tuple[str, ...]:
    """Give the areas of the model in the order of their codes, the organisation's among them."""
    if terms.among:
        return tuple(sorted({own, *framework.group(terms.among).members}))
    having = {code for one in terms.characteristics for code, _ in values[one.series]}
    return tuple(sorted({own, *having}))


def _period(one: NeighbourCharacteristic, values: Values, own: str) -> Period | None:
    """Give the period that is declared, or the newest of which the own area has a figure."""
    if one.period is not None:
        return one.period
    known = [period for code, period in values[one.series] if code == own]
    return max(known, key=lambda period: period.ordinal, default=None)


def _named(measure: Measure, one: NeighbourCharacteristic) -> Characteristic:
    source = measure.source or UNSTATED
    return Characteristic(id=measure.id, name=measure.name, source=source, weight=one.weight)


@np.errstate(invalid="ignore", divide="ignore")
def _transformed(
    raw: NDArray[np.float64], characteristics: Sequence[NeighbourCharacteristic]
) -> NDArray[np.float64]:
    """Take logarithms where declared; of 0 and below there is none, and so no figure."""
    columns = [
        np.where(column > 0, np.log(column), np.nan) if one.transform is Transform.LOG else column
        for column, one in zip(raw.T, characteristics, strict=True)
    ]
    return np.column_stack(columns)


def _used(
    framework: Framework,
    terms: NeighbourTerms,
    model: NeighbourModel,
    periods: Sequence[Period | None],
    raw: NDArray[np.float64],
) -> Iterator[UsedCharacteristic]:
    found = model.nearest
    known = (~np.isnan(raw)).sum(axis=0)
    for at, declared in enumerate(terms.characteristics):
        yield UsedCharacteristic(
            declared=declared,
            measure=framework.measure(declared.series),
            period=periods[at],
            share=float(found.weight[at]),
            mean=_known(found.mean[at]),
            deviation=_known(found.deviation[at]),
            areas=int(known[at]),
        )


def _placed(
    model: NeighbourModel,
    raw: NDArray[np.float64],
    code: str,
    rank: int = 0,
    distance: float = 0.0,
    shares: Mapping[str, float] | None = None,
) -> PlacedArea:
    row, found = model.row(code), model.nearest
    deviation = np.where(found.deviation > 0, found.deviation, np.nan)
    return PlacedArea(
        code=code,
        rank=rank,
        distance=distance,
        values=tuple(_known(value) for value in raw[row]),
        standardised=tuple(
            _known(value) for value in (model.table.values[row] - found.mean) / deviation
        ),
        shares=shares or {},
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
