"""Which figures rest on a small count, and which would give one of those away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from purbeck.methods.arrays import Figures
from purbeck.methods.linked_totals import hide_linked
from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period
from purbeck.model.unit import UnitCode

Key = tuple[str, str, Period]
"""One figure: measure, area and period."""


def key_of(observation: Observation) -> Key:
    """Name the figure that an observation is of."""
    return observation.measure, observation.area, observation.period


def is_small(observation: Observation, measure: Measure | None, disclosure: Disclosure) -> bool:
    """Whether a figure must be hidden for its own counts.

    Those in the numerator and the rest of the denominator are people alike. One of the two that
    is not given, but follows from a rate, counts as given. Never true where there is no value.
    """
    if observation.absence is not None:
        return False
    whole = _denominator(observation, measure)
    if whole is not None and whole < max(disclosure.least_denominator, disclosure.minimum_count):
        return True
    part = _numerator(observation, measure)
    counts = [part, None if part is None or whole is None else whole - part]
    if _is_count(measure):
        counts.append(observation.value)
    return any(count is not None and disclosure.hides_count(count) for count in counts)


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
    small = set(hidden)
    groups: dict[tuple[str, Period], dict[str, Observation]] = defaultdict(dict)
    for observation in observations:
        groups[observation.measure, observation.period][observation.area] = observation
    touched = {(measure, period) for measure, _, period in small} | {
        (o.measure, o.period) for o in observations if o.absence is Absence.SUPPRESSED
    }
    found: set[Key] = set()
    for group in touched if disclosure.totals else ():
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
    """Lay one measure and period out as equations, and name the areas to be hidden."""
    came = {area for area, o in figures.items() if o.absence is Absence.SUPPRESSED}
    hidden = small | came
    areas = [area for area, o in figures.items() if area in hidden or o.absence is None]
    at = {area: place for place, area in enumerate(areas)}
    counts = np.array([_counts(figures[area], measure, area in hidden) for area in areas]).T
    lines = [_line(total, at) for total in disclosure.totals if _bears(total, at, counts, hidden)]
    if not lines:
        return []
    more = hide_linked(
        counts,
        lines,
        [area in hidden for area in areas],
        threshold=disclosure.minimum_count,
        hide_small_sums=disclosure.hide_small_sums,
    )
    return [area for area, also in zip(areas, more, strict=True) if also]


def _bears(total: AreaTotal, at: Mapping[str, int], counts: Figures, hidden: set[str]) -> bool:
    """Whether the total can be subtracted from: it has a count, or is hidden and has members."""
    if total.area not in at or not any(member in at for member in total.members):
        return False
    return total.area in hidden or bool(np.isfinite(counts[:, at[total.area]]).any())


def _line(total: AreaTotal, at: Mapping[str, int]) -> list[float]:
    line = [0.0] * len(at)
    for member in total.members:
        if member in at:
            line[at[member]] = 1.0
    line[at[total.area]] = -1.0
    return line


def _counts(observation: Observation, measure: Measure | None, hidden: bool) -> list[float]:
    """Give what a reader could subtract of a figure: nothing where it is hidden."""
    part, whole = _numerator(observation, measure), _denominator(observation, measure)
    rest = None if part is None or whole is None else whole - part
    own = observation.value if _is_count(measure) else None
    return [
        np.nan if hidden or count is None else float(count) for count in (own, part, whole, rest)
    ]


def _is_count(measure: Measure | None) -> bool:
    return measure is not None and measure.unit.code is UnitCode.COUNT


def _multiplier(measure: Measure | None) -> float | None:
    return None if measure is None else measure.unit.multiplier


def _numerator(observation: Observation, measure: Measure | None) -> float | None:
    """Give the numerator, or what the rate and the denominator say that it is."""
    times, value, whole = _multiplier(measure), observation.value, observation.denominator
    if observation.numerator is not None or times is None or value is None or whole is None:
        return observation.numerator
    return _counted(value * whole / times)


def _denominator(observation: Observation, measure: Measure | None) -> float | None:
    """Give the denominator, or what the rate and the numerator say that it is."""
    times, value, part = _multiplier(measure), observation.value, observation.numerator
    if observation.denominator is not None or times is None or value is None or part is None:
        return observation.denominator
    return _counted(times * part / value) if value > 0 else None


def _counted(worked_out: float) -> float:
    """Make a count of what was worked out from a rounded rate; more than none is at least 1."""
    return max(float(round(worked_out)), 1.0) if worked_out > 0 else 0.0
