"""Statements of movement, held against the figures at both ends of it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from purbeck.claims.claim import Beside, ClaimKind, ClaimVerdict, Fact, Ground
from purbeck.claims.holding.points import (
    EDGE,
    Judgement,
    Points,
    Span,
    cannot,
    last_of,
    settled,
    spans_of,
    steps_back,
)
from purbeck.claims.quantity import Quantity, Spoken, can_be_of
from purbeck.claims.statement import Size, Statement, Way
from purbeck.claims.when import When
from purbeck.model.period import Period
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UnitCode

NOTICEABLE = 0.1
"""Where no band says what is marginal, "stable" is contradicted by a change of more than a tenth
of the figure, and left open below. Our own convention, on the side of saying nothing."""


def hold_movement(statement: Statement, when: When, points: Points) -> Judgement:
    """Judge which way a figure moved, or whether that was for the better.

    A movement is one of the figures as printed: none where both print alike. "Slightly" is held
    against the policy's marginal band where that is not 0, and so is "sharply"; its edge is slight.
    """
    if statement.kind is ClaimKind.QUALITY and points.measure.polarity is Polarity.NEITHER:
        return cannot(Ground.NO_POLARITY)
    span = spans_of(when, points)
    if isinstance(span, Ground):
        return cannot(span)
    if points.broken(span):
        return cannot(Ground.BREAK_IN_SERIES)
    if when.running or when.drawn:
        found = _running(statement, span, points)
        # "For two years" may be said of the whole; "for two years running" may not.
        doubtful = found.verdict is ClaimVerdict.CONTRADICTED and not when.running
        return cannot(Ground.TOO_CLOSE, found.beside) if doubtful else found
    sign = _sign(statement.way, span, points)
    if sign is None:
        return cannot(Ground.NO_POLARITY)
    change = points.change(span)
    beside = (points.beside(span.base), points.beside(span.end))
    moved = change * sign > EDGE
    if statement.negated:
        small = points.marginal is not None and abs(change) <= points.marginal + EDGE
        if moved and (statement.loose or (small and statement.kind is ClaimKind.QUALITY)):
            return cannot(Ground.TOO_CLOSE, beside)
        return settled(not moved, beside)
    if not moved or not span.usual or not points.marginal:
        return settled(moved, beside)
    return _sized(statement, abs(change), points, beside)


def _sized(
    statement: Statement, change: float, points: Points, beside: tuple[Beside, ...]
) -> Judgement:
    band = points.marginal or 0.0
    shown = (*beside, Beside(fact=Fact.BAND, value=band))
    if statement.size is Size.SLIGHT and change > band + EDGE:
        return settled(False, shown, Ground.BEYOND_BAND)
    if statement.size is Size.LARGE and change <= band + EDGE:
        return settled(False, shown, Ground.WITHIN_BAND)
    return settled(True, beside)


def _running(statement: Statement, span: Span, points: Points) -> Judgement:
    """Judge a movement of each step: any that goes the other way, or none, contradicts it."""
    between = [p for p in points.values if span.base <= p <= span.end]
    whole = len(between) == span.end - span.base + 1
    beside = tuple(points.beside(period) for period in between)
    moved = []
    for one, two in itertools.pairwise(between):
        sign = _sign(statement.way, Span(one, two), points)
        if sign is None:
            return cannot(Ground.NO_POLARITY)
        moved.append(points.change(Span(one, two)) * sign > EDGE)
    if statement.negated or not moved:
        return cannot(Ground.UNKNOWN_PERIOD, beside)
    if all(moved) and not whole:
        return cannot(Ground.NO_FIGURE, beside)
    return settled(all(moved), beside)


def _sign(way: Way | None, span: Span, points: Points) -> int | None:
    """Give the sign that a change must have; None where no way is better."""
    if way is Way.UP:
        return 1
    if way is Way.DOWN:
        return -1
    better = points.better
    if points.measure.polarity is Polarity.RANGE and points.measure.aim is not None:
        better = _towards(span, points, points.measure.aim)
    if not better:
        return None
    return better if way is Way.BETTER else -better


def _towards(span: Span, points: Points, aim: tuple[float, float]) -> int:
    """Give the sign of a change that brings a figure nearer to its aim."""
    lowest, highest = aim
    here = points.values[span.base]
    return 1 if here < lowest else -1 if here > highest else 0


def hold_unchanged(statement: Statement, when: When, points: Points) -> Judgement:
    """Judge whether a figure stayed as it was.

    "Unchanged" is of the figures as printed. "Stable" allows for the policy's marginal band; where
    that is 0 there is no telling what is stable, short of a change that anybody would notice.
    "For four years" is of four figures.
    """
    periods = _stretch(when, points)
    if isinstance(periods, Ground):
        return cannot(periods)
    if points.broken(Span(periods[0], periods[-1])):
        return cannot(Ground.BREAK_IN_SERIES)
    decimals = points.measure.decimals
    values = [round(points.values[period], decimals) for period in periods]
    beside = tuple(points.beside(period) for period in periods)
    apart = max(values) - min(values)
    holds: bool | None = apart < EDGE
    if holds and when.steps and len(periods) < when.steps:
        return cannot(Ground.NO_FIGURE, beside)
    if not holds and statement.loose:
        holds = _stable(apart, values, points)
    if statement.negated and holds is not None:
        holds = not holds
    return settled(holds, beside)


def _stable(apart: float, values: Sequence[float], points: Points) -> bool | None:
    if points.marginal:
        return apart <= points.marginal + EDGE
    largest = max(abs(value) for value in values)
    return None if apart <= NOTICEABLE * largest else False


def _stretch(when: When, points: Points) -> list[Period] | Ground:
    if when.steps and not when.ago and points.latest is not None and not when.vague:
        back = steps_back(when, points)
        if isinstance(back, Ground):
            return back
        periods = last_of(points, back)
        return periods if len(periods) > 1 else Ground.NO_FIGURE
    span = spans_of(when, points)
    if isinstance(span, Ground):
        return span
    return [p for p in points.values if span.base <= p <= span.end]


def hold_ratio(statement: Statement, when: When, points: Points) -> Judgement:
    """Judge how many times a figure grew or shrank: a tenth off holds, a quarter off does not."""
    span = spans_of(when, points)
    if isinstance(span, Ground):
        return cannot(span)
    base, end = points.values[span.base], points.values[span.end]
    if base <= 0 or end < 0:
        return cannot(Ground.TOO_CLOSE)
    times, ratio = float(statement.word), end / base
    beside = (
        points.beside(span.base),
        points.beside(span.end),
        Beside(fact=Fact.RATIO, value=ratio),
    )
    off = ratio / times - 1
    if statement.way is Way.UP:
        beyond = off > EDGE if times > 1 else off < -EDGE
        return settled(beyond or (None if abs(off) <= 0.02 else False), beside)
    if statement.negated:
        return settled(None if abs(off) <= 0.25 else True, beside)
    near, far = (0.15, 0.3) if statement.loose else (0.1, 0.25)
    return settled(True if abs(off) <= near else None if abs(off) <= far else False, beside)


def hold_amount(statement: Statement, when: When, points: Points) -> Judgement:
    """Judge by how much a figure moved: in its unit, or in per cent of what it was.

    Of a percentage, "0.3 percentage points" is the difference and "0.3%" a part of the earlier
    figure; who types the one for the other is told so.
    """
    span = spans_of(when, points)
    if isinstance(span, Ground):
        return cannot(span)
    if statement.negated:
        return cannot(Ground.TOO_CLOSE)
    (quantity,) = statement.quantities
    relative = _is_relative(quantity, points.measure.unit.code)
    if relative is None:
        return cannot(Ground.UNKNOWN_SUBJECT)
    sign = _sign(statement.way, span, points)
    if sign is None:
        return cannot(Ground.NO_POLARITY)
    beside = (points.beside(span.base), points.beside(span.end))
    change = points.change(span)
    shown: tuple[Beside, ...] = (*beside, Beside(fact=Fact.CHANGE, value=change))
    if change * sign <= EDGE:
        return settled(False, shown)
    decimals = points.measure.decimals
    sizes = [
        abs(change),
        abs(round(points.values[span.end], decimals) - round(points.values[span.base], decimals)),
    ]
    absolute = any(quantity.fits(size) for size in sizes)
    if not relative:
        return settled(absolute, shown)
    percents = _percents(span, points)
    shown = (*shown, Beside(fact=Fact.CHANGE_PERCENT, value=percents[0]))
    if any(quantity.fits(percent) for percent in percents):
        return settled(True, shown)
    points_unit = points.measure.unit.code in (UnitCode.PERCENTAGE, UnitCode.PERCENTAGE_POINTS)
    if absolute and points_unit:
        gap = points.measure.unit.code is UnitCode.PERCENTAGE_POINTS
        return settled(gap, shown, Ground.FIGURES if gap else Ground.PERCENT_FOR_POINTS)
    return settled(False, shown)


def _is_relative(quantity: Quantity, unit: UnitCode) -> bool | None:
    """Whether an amount is in per cent of the earlier figure; None where it is of another unit."""
    if quantity.unit is Spoken.PERCENT:
        return True
    if quantity.unit is Spoken.POINTS:
        shares = (UnitCode.PERCENTAGE, UnitCode.PERCENTAGE_POINTS, UnitCode.SCORE)
        return False if unit in shares else None
    return False if can_be_of(quantity, unit) else None


def _percents(span: Span, points: Points) -> list[float]:
    """Give the change in per cent as the figures are, and as their rounding allows."""
    half = 10.0**-points.measure.decimals / 2
    base, end = points.values[span.base], points.values[span.end]
    if base - half <= 0:
        return [float("inf")]
    exact = abs(100 * (end / base - 1))
    least, most = (end - half) / (base + half), (end + half) / (base - half)
    return [exact, abs(100 * (least - 1)), abs(100 * (most - 1))]
