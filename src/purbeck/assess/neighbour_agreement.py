"""How far the lists of a neighbour model agree with those that are published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from purbeck.areas import AreaKind, authorities, neighbours
from purbeck.areas.neighbours import LATEST
from purbeck.assess.neighbour_model import Characteristic, CharacteristicTable, NeighbourModel
from purbeck.methods.neighbours import NO_NEIGHBOUR, list_agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAgreement:
    """One area's list by the model against the published one.

    Attributes
    ----------
    published, computed
        How many areas each list has.
    shared
        Those in both, in the published order.
    only_published, only_computed
        Those in one alone, in its order.
    not_in_model
        Those published that the model could not have chosen, for it does not have them or has
        left them out; they are among ``only_published`` as well.
    correlation
        Spearman's, of the order of those shared; None for fewer than three.
    """

    published: int
    computed: int
    shared: tuple[str, ...]
    only_published: tuple[str, ...]
    only_computed: tuple[str, ...]
    not_in_model: tuple[str, ...]
    correlation: float | None


def agreement_with(
    model: NeighbourModel, published: Mapping[str, Sequence[str]]
) -> Mapping[str, PublishedAgreement]:
    """Compare the lists of a model with published ones, of each area that has both.

    Parameters
    ----------
    published
        The codes of each area's neighbours, the closest first. Lists of areas that the model
        does not have, or has left out, are not compared; nor is an empty one.

    Examples
    --------
    >>> from purbeck.assess.neighbour_model import neighbour_model
    >>> model = neighbour_model(attribute_table(), 10)
    >>> found = agreement_with(model, published_lists(model.table.areas))["E06000059"]
    >>> found.published, found.computed, len(found.shared) + len(found.only_published)
    (10, 10, 10)
    """
    able = [code for code in model.table.areas if code not in model.left_out]
    codes = [code for code in able if published.get(code) and model.of(code)]
    every = [*model.table.areas, *sorted({one for code in codes for one in published[code]})]
    number = {code: row for row, code in reversed(list(enumerate(every)))}
    most = max((len(published[code]) for code in codes), default=0)
    given = np.full((len(codes), most), NO_NEIGHBOUR, dtype=np.intp)
    for row, code in enumerate(codes):
        given[row, : len(published[code])] = [number[one] for one in published[code]]
    made = model.nearest.neighbour[[model.row(code) for code in codes]]
    found = list_agreement(given, made)
    compared = {}
    for row, code in enumerate(codes):
        computed = [model.table.areas[other] for other in made[row] if other != NO_NEIGHBOUR]
        correlation = float(found.correlation[row])
        compared[code] = _compared(
            published[code], computed, able, None if np.isnan(correlation) else correlation
        )
    return compared


def _compared(
    first: Sequence[str], second: Sequence[str], able: Sequence[str], correlation: float | None
) -> PublishedAgreement:
    return PublishedAgreement(
        published=len(first),
        computed=len(second),
        shared=tuple(one for one in first if one in second),
        only_published=tuple(one for one in first if one not in second),
        only_computed=tuple(one for one in second if one not in first),
        not_in_model=tuple(one for one in first if one not in able),
        correlation=correlation,
    )


def published_lists(codes: Sequence[str], edition: str = LATEST) -> Mapping[str, tuple[str, ...]]:
    """Give the lists of the Department for Education, each territory under its newest code.

    An area without a list has an empty one; an unknown code or edition raises ``UsageError``.
    """
    table = authorities()
    return {
        code: tuple(table.latest(one.code).code for one in neighbours(code, edition))
        for code in codes
    }


def attribute_table() -> CharacteristicTable:
    """Give the characteristics that ship with the package, of upper-tier authorities of today.

    Deprivation and how rural the residents live: few, and enough to show what a model does. A
    council that goes by a model of its own declares its own characteristics.
    """
    standing = [one for one in authorities().all if one.kind.is_upper_tier and one.end is None]
    held = [one for one in standing if one.deprivation is not None and one.rural_urban is not None]
    deprivation, rural = held[0].deprivation, held[0].rural_urban
    assert deprivation is not None  # by the line that chose them
    assert rural is not None  # by the same
    by_rurality = f"{rural.source}; of {rural.year}"
    return CharacteristicTable(
        areas=tuple(one.code for one in standing),
        characteristics=(
            Characteristic(
                id="deprivation",
                name="Mean score of deprivation",
                source=f"{deprivation.source}; of {deprivation.year}",
            ),
            Characteristic(id="rural", name="Share of rural residents", source=by_rurality),
            Characteristic(
                id="highly-rural", name="Share of highly rural residents", source=by_rurality
            ),
            Characteristic(
                id="london",
                name="Whether it is a borough of London",
                source="Office for National Statistics, register of geographic codes",
            ),
        ),
        values=np.array(
            [
                [
                    np.nan if one.deprivation is None else one.deprivation.score,
                    np.nan if one.rural_urban is None else one.rural_urban.rural,
                    np.nan if one.rural_urban is None else one.rural_urban.highly_rural,
                    float(one.kind is AreaKind.LONDON_BOROUGH),
                ]
                for one in standing
            ]
        ),
    )
