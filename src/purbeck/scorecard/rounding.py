"""Counts that are shown rounded, and rates that do not give the rounded counts back.

A rate is worked out from the counts as they are, and then told to the decimals of its measure.
With rounded counts beside it, it can still tell which they were: 12.3% of about 80 can only be
10 of 81. There the counts are left out. What is assessed is what is shown, as a test of the
exact counts would tell those; only the numerator is put back from the rate, so that the two
agree.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from purbeck.methods.disclosure import rate_shown, rounded
from purbeck.model.disclosure import Disclosure
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.unit import Unit, UnitCode

_ROOM = 1e-9
"""Keeps a half a half, in binary."""


def with_rounding(
    observation: Observation, measure: Measure, disclosure: Disclosure
) -> Observation:
    """Give an observation as it is shown: unchanged without a base, or without any count.

    A count is rounded half up to the base. The published interval goes, as its width tells the
    denominator.
    """
    counts = observation.numerator, observation.denominator
    is_count = measure.unit.code is UnitCode.COUNT
    if not disclosure.round_to or observation.value is None:
        return observation
    if not is_count and counts == (None, None):
        return observation
    base = disclosure.round_to
    value = _near(observation.value, base) if is_count else _told(observation.value, measure)
    part, whole = (_near(count, base) for count in counts)
    shown = replace(
        observation, value=value, numerator=part, denominator=whole or None, lower=None, upper=None
    )
    if whole == 0 or not (is_count or leaves_open(shown, measure, disclosure)):
        return replace(shown, numerator=None, denominator=None)
    return shown


def as_assessed(shown: Observation, measure: Measure, disclosure: Disclosure) -> Observation:
    """Give a shown observation the numerator that its rate has of its rounded denominator.

    The rounded numerator of 995 of 1,000 people is 1,000: a test of that would contradict the
    rate beside it.
    """
    times = measure.unit.multiplier
    value, whole = shown.value, shown.denominator
    if not disclosure.round_to or times is None or value is None or whole is None:
        return shown
    if shown.numerator is None:
        return shown
    return replace(shown, numerator=float(rounded(value * whole / times, 0)))


def leaves_open(shown: Observation, measure: Measure, disclosure: Disclosure) -> bool:
    """Whether a rate and rounded counts leave more than one possibility of each count.

    A numerator of 0 needs no second possibility: 0% says so by itself. Where the unit is no
    fraction, nothing is known of how the value hangs on the counts, and the answer is no.
    """
    if measure.unit.multiplier is None:
        return False
    parts: set[int] = set()
    wholes: set[int] = set()
    for part, whole in _possible(shown, measure, disclosure):
        parts.add(part)
        wholes.add(whole)
        if len(wholes) > 1 and (len(parts) > 1 or shown.value == 0):
            return True
    return False


def _possible(
    shown: Observation, measure: Measure, disclosure: Disclosure
) -> Iterator[tuple[int, int]]:
    """Give counts that could be behind a figure: each numerator, with two denominators at most."""
    unit, value = measure.unit, shown.value or 0.0
    half = 0.5 * 10.0**-measure.decimals
    low, high = max(value - half, 0.0), value + half
    wholes = _behind(shown.denominator, disclosure.round_to)
    times, bounded = unit.multiplier or 1.0, unit.highest is not None
    for part in range(*_numerators(shown, unit, disclosure.round_to, (low, high), wholes)):
        if disclosure.hides_count(part):
            continue
        first = max(wholes[0], math.ceil(times * part / high - _ROOM), part if bounded else 1, 1)
        last = min(wholes[1], times * part / low + _ROOM) if low > 0 else wholes[1]
        if bounded and first == part and not disclosure.hides_count(0):
            yield from [(part, int(first))] if first <= last else []
        if bounded:
            first = max(first, part + max(disclosure.minimum_count, 1))
        yield from ((part, int(whole)) for whole in (first, first + 1) if whole <= last)


def _numerators(
    shown: Observation,
    unit: Unit,
    base: int,
    rate: tuple[float, float],
    wholes: tuple[float, float],
) -> tuple[int, int]:
    """Give the range of numerators: those that round as shown, or that the rate can have."""
    if shown.numerator is not None:
        first, last = _behind(shown.numerator, base)
        return int(first), int(last) + 1
    times = unit.multiplier or 1.0
    return math.ceil(rate[0] * wholes[0] / times), math.floor(rate[1] * wholes[1] / times) + 1


def _behind(count: float | None, base: int) -> tuple[float, float]:
    """Give the least and most whole count that rounds to a count half up; any for None."""
    if count is None:
        return 1, math.inf
    return max(math.ceil(count - base / 2), 0), math.ceil(count + base / 2) - 1


def _near(count: float | None, base: int) -> float | None:
    return None if count is None else float(rounded(count, base))


def _told(value: float, measure: Measure) -> float:
    """Round a rate half up to the decimals of its measure; a negative one away from 0."""
    size = float(rate_shown(abs(value), 1, hidden=False, multiplier=1, decimals=measure.decimals))
    return math.copysign(size, value) if size else 0.0
