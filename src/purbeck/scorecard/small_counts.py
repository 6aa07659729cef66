"""Which figures rest on a small count, and which would give one of those away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from purbeck.methods.small_counts import Counts, counts_behind, is_small
from purbeck.methods.small_counts import protecting as protecting_areas
from purbeck.model.breakdown import Dimension
from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period
from purbeck.model.unit import UNITS, UnitCode
from purbeck.scorecard.grouped_counts import Key, protecting_cells


def key_of(observation: Observation) -> Key:
    """Name the figure that an observation is of."""
    return observation.measure, observation.area, observation.period, observation.subgroup


def small_among(
    observations: Iterable[Observation], measures: Mapping[str, Measure], disclosure: Disclosure
) -> set[Key]:
    """Name the figures that must be hidden for their own counts; see ``methods.small_counts``.

    Never one without a value. Of a measure that is not known, the counts are those given.
    """
    by_measure: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.absence is None:
            by_measure[observation.measure].append(observation)
    return {
        key_of(each)
        for name, figures in by_measure.items()
        for each, small in zip(
            figures, is_small(_counts(figures, measures.get(name)), disclosure), strict=True
        )
        if small
    }


def protecting(
    observations: Sequence[Observation],
    hidden: Iterable[Key],
    measures: Mapping[str, Measure],
    disclosure: Disclosure,
    dimensions: Sequence[Dimension] = (),
) -> set[Key]:
    """Name the figures that must be hidden as they would give a hidden one away by subtraction.

    Parameters
    ----------
    observations
        With their counts, where they have them; one an area, period and group.
    hidden
        The small ones. Those that came suppressed are protected as well.
    dimensions
        Of which the complete ones have groups that add up to everybody.
    """
    if not disclosure.totals and not any(o.subgroup for o in observations):
        return set()
    small = set(hidden)
    of_period: dict[tuple[str, Period], list[Observation]] = defaultdict(list)
    for observation in observations:
        of_period[observation.measure, observation.period].append(observation)
    touched = {(measure, period) for measure, _, period, _ in small} | {
        (o.measure, o.period) for o in observations if o.absence is Absence.SUPPRESSED
    }
    found: set[Key] = set()
    for each in touched:
        figures, measure = of_period[each], measures.get(each[0])
        there = [
            o for o in figures if o.absence in (None, Absence.SUPPRESSED) or key_of(o) in small
        ]
        unknown = [o.absence is not None or key_of(o) in small for o in there]
        if any(o.subgroup for o in there):
            cells = [(o.area, o.subgroup) for o in there]
            counts = _counts(there, measure)
            also = protecting_cells(cells, counts, unknown, dimensions, disclosure)
        else:
            also = _protecting_areas(there, unknown, measure, disclosure)
        found |= {key_of(there[at]) for at in also}
    return found


def linked(keys: Iterable[Key], totals: Sequence[AreaTotal]) -> set[Key]:
    """Name every figure that shares a declared total with one of those named; them too if so."""
    given = set(keys)
    found: set[Key] = set()
    for total in totals:
        areas = {total.area, *total.members}
        at = {(measure, period, of) for measure, area, period, of in given if area in areas}
        found |= {(measure, area, period, of) for measure, period, of in at for area in areas}
    return found


def _protecting_areas(
    figures: Sequence[Observation],
    hidden: Sequence[bool],
    measure: Measure | None,
    disclosure: Disclosure,
) -> list[int]:
    """Give the places of the areas to be hidden of one measure and period."""
    areas = [each.area for each in figures]
    more = protecting_areas(_counts(figures, measure), areas, np.array(hidden), disclosure)
    return [int(at) for at in np.flatnonzero(more)]


def _counts(figures: Sequence[Observation], measure: Measure | None) -> Counts:
    value, numerator, denominator = (
        np.array([getattr(each, name) for each in figures], dtype=np.float64)
        for name in ("value", "numerator", "denominator")
    )
    return counts_behind(
        value, numerator, denominator, _NO_UNIT if measure is None else measure.unit
    )


_NO_UNIT = UNITS[UnitCode.SCORE]
"""One that is no fraction and no count: nothing follows from a figure in it."""
