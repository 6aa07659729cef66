"""Which figures rest on a small count, and which would give one of those away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from purbeck.methods.small_counts import Counts, counts_behind, is_small
from purbeck.methods.small_counts import protecting as protecting_areas
from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period
from purbeck.model.unit import UNITS, UnitCode

Key = tuple[str, str, Period]
"""One figure: measure, area and period."""


def key_of(observation: Observation) -> Key:
    """Name the figure that an observation is of."""
    return observation.measure, observation.area, observation.period


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
) -> set[Key]:
    """Name the figures that must be hidden as they would give a hidden one away by subtraction.

    Parameters
    ----------
    observations
        With their counts, where they have them; one an area and period.
    hidden
        The small ones. Those that came suppressed are protected as well.
    """
    if not disclosure.totals:
        return set()
    small = set(hidden)
    groups: dict[tuple[str, Period], dict[str, Observation]] = defaultdict(dict)
    for observation in observations:
        groups[observation.measure, observation.period][observation.area] = observation
    touched = {(measure, period) for measure, _, period in small} | {
        (o.measure, o.period) for o in observations if o.absence is Absence.SUPPRESSED
    }
    found: set[Key] = set()
    for group in touched:
        figures = groups[group]
        own = {area for area, o in figures.items() if key_of(o) in small}
        areas = _protecting_areas(figures, own, measures.get(group[0]), disclosure)
        found |= {key_of(figures[area]) for area in areas}
    return found


def linked(keys: Iterable[Key], totals: Sequence[AreaTotal]) -> set[Key]:
    """Name every figure that shares a declared total with one of those named; them too if so."""
    given = set(keys)
    found: set[Key] = set()
    for total in totals:
        areas = {total.area, *total.members}
        at = {(measure, period) for measure, area, period in given if area in areas}
        found |= {(measure, area, period) for measure, period in at for area in areas}
    return found


def _protecting_areas(
    figures: Mapping[str, Observation],
    small: set[str],
    measure: Measure | None,
    disclosure: Disclosure,
) -> list[str]:
    """Name the areas to be hidden of one measure and period."""
    came = {area for area, o in figures.items() if o.absence is Absence.SUPPRESSED}
    hidden = small | came
    areas = [area for area, o in figures.items() if area in hidden or o.absence is None]
    more = protecting_areas(
        _counts([figures[area] for area in areas], measure),
        areas,
        np.array([area in hidden for area in areas]),
        disclosure,
    )
    return [area for area, also in zip(areas, more, strict=True) if also]


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
