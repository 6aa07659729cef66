"""Statements of figures, held against the figures of the periods that they speak of."""

from __future__ import annotations

import itertools
from dataclasses import replace

from purbeck.claims.claim import Beside, Fact, Ground
from purbeck.claims.holding.points import (
    EDGE,
    Judgement,
    Points,
    Span,
    cannot,
    settled,
    spans_of,
)
from purbeck.claims.quantity import Quantity, can_be_of
from purbeck.claims.statement import Statement, Way
from purbeck.claims.when import Named, When
from purbeck.model.period import Period
from purbeck.model.unit import UnitCode


def hold_from_to(statement: Statement, when: When, points: Points) -> Judgement:
    """Judge two figures and the way between them.

    Without a period they are the latest figure and an earlier one, the one before it first. Where
    both are of earlier periods, they are out of date, and contradicted as such.
    """
    one, two = statement.quantities
    if not (can_be_of(one, points.measure.unit.code) and can_be_of(two, points.measure.unit.code)):
        return cannot(Ground.UNKNOWN_SUBJECT)
    if points.latest is None:
        return cannot(Ground.NO_FIGURE)
    if statement.negated:
        return cannot(Ground.TOO_CLOSE)
    span = _ends(statement, when, points)
    if isinstance(span, Ground):
        return _anywhere(one, two, points, span)
    beside = (points.beside(span.base), points.beside(span.end))
    way = _goes(statement.way, two.value - one.value, points)
    if way is False:
        return settled(False, beside)
    fits = one.fits(points.values[span.base]), two.fits(points.values[span.end])
    if None in fits and False not in fits:
        return settled(None, beside)
    if all(fits):
        return settled(True, beside)
    if not span.usual or when.season or when.before:
        return settled(False, beside)
    return _over_longer(one, two, points, beside, goes_on=statement.loose)


def _over_longer(
    one: Quantity,
    two: Quantity,
    points: Points,
    beside: tuple[Beside, ...],
    *,
    goes_on: bool,
) -> Judgement:
    """Look for other periods that both figures may be of, where none is named."""
    periods = list(points.values)
    assert points.latest is not None
    if two.fits(points.values[points.latest]):
        for period in reversed(periods[:-1]):
            if one.fits(points.values[period]):
                return settled(True, (points.beside(period), points.beside(points.latest)))
    for earlier, later in itertools.pairwise(periods):
        both = one.fits(points.values[earlier]) and two.fits(points.values[later])
        if both and later != points.latest:
            older = (points.beside(earlier), points.beside(later))
            if goes_on:
                return settled(True, older)
            return settled(False, (*older, points.beside(points.latest)), Ground.OLDER_FIGURE)
    return settled(False, beside)


def _anywhere(one: Quantity, two: Quantity, points: Points, ground: Ground) -> Judgement:
    """Where the periods cannot be told, figures that fit any two in order are not doubted."""
    if ground is not Ground.UNKNOWN_PERIOD:
        return cannot(ground)
    periods = list(points.values)
    if points.latest is not None and two.fits(points.values[points.latest]):
        for period in periods[:-1]:
            if one.fits(points.values[period]):
                return settled(True, (points.beside(period), points.beside(points.latest)))
    return cannot(ground)


def _ends(statement: Statement, when: When, points: Points) -> Span | Ground:
    first, last = statement.named
    kind = points.measure.period_kind
    if first is None and last is None:
        if len(when.named) == 2 and not when.vague:
            first, last = when.named
        else:
            return spans_of(when, points)
    span = spans_of(replace(when, named=()), points)
    base = span.base if isinstance(span, Span) else None
    end = points.latest if last is None else last.read(kind)
    if first is not None:
        base = first.read(kind)
    elif last is not None and end is not None:
        earlier = [p for p in points.values if p.series == end.series and p < end]
        base = max(earlier, key=lambda p: p.ordinal) if earlier else None
    if base is None or end is None:
        return Ground.UNKNOWN_PERIOD
    if base not in points.values or end not in points.values:
        return Ground.NO_FIGURE
    if base.ordinal > end.ordinal:
        return Ground.UNKNOWN_PERIOD
    return Span(base, end)


def _goes(way: Way | None, change: float, points: Points) -> bool | None:
    """Whether two typed figures lie as their verb says; None where the verb does not tell."""
    if way is None or way is Way.SAME:
        return None
    sign = {Way.UP: 1, Way.DOWN: -1}.get(way)
    if sign is None:
        sign = points.better if way is Way.BETTER else -points.better
    return None if not sign else change * sign > EDGE


def hold_level(statement: Statement, when: When, points: Points) -> Judgement:
    """Judge what a figure is said to be, at the period that it is said of.

    Without a period it is the latest. One that is that of an earlier period is out of date; said
    in the past tense, it may be meant so.
    """
    (quantity,) = statement.quantities
    unit = points.measure.unit.code
    if not can_be_of(quantity, unit) or (quantity.in_words and unit is not UnitCode.PERCENTAGE):
        return cannot(Ground.UNKNOWN_SUBJECT)
    if points.latest is None:
        return cannot(Ground.NO_FIGURE)
    periods = _periods_of(statement, when, points)
    if isinstance(periods, Ground):
        return cannot(periods)
    fits = [quantity.fits(points.values[period]) for period in periods]
    beside = tuple(points.beside(period) for period in periods)
    dated = statement.at_previous or not _is_undated(statement, when)
    if all(fits) or (dated and not when.named and any(fits)):
        return settled(True, beside)
    if any(fit is None for fit in fits) or any(fits):
        return settled(None, beside)
    if dated:
        return settled(False, beside)
    older = [p for p in points.values if p != points.latest and quantity.fits(points.values[p])]
    if not older:
        return settled(False, beside)
    if statement.past:
        return cannot(Ground.UNKNOWN_PERIOD, beside)
    return settled(False, (points.beside(older[-1]), *beside), Ground.OLDER_FIGURE)


def _is_undated(statement: Statement, when: When) -> bool:
    return statement.named[0] is None and not (
        when.named or when.before or when.season or when.steps
    )


def _periods_of(statement: Statement, when: When, points: Points) -> list[Period] | Ground:
    assert points.latest is not None
    beside = statement.named[0]
    named = [beside] if beside is not None else list(when.named)
    if named and not (beside is None and statement.at_previous and len(named) > 1):
        return _read(named, points)
    if when.vague:
        return Ground.UNKNOWN_PERIOD
    if statement.at_previous or when.before or when.season or (when.steps and when.ago):
        span = spans_of(replace(when, named=()), points)
        if isinstance(span, Ground):
            return span
        # "Last year" may be that of the latest figure, where the figures are a year old.
        own = [] if statement.at_previous or not when.before else [points.latest]
        return [span.base, *own]
    if when.now and isinstance(span := spans_of(replace(when, named=()), points), Ground):
        return span
    return [points.latest]


def _read(named: list[Named], points: Points) -> list[Period] | Ground:
    read = [each.read(points.measure.period_kind) for each in named]
    periods = [period for period in read if period is not None]
    if len(periods) != len(read):
        return Ground.UNKNOWN_PERIOD
    return periods if all(p in points.values for p in periods) else Ground.NO_FIGURE


def hold_target_level(statement: Statement, when: When, points: Points) -> Judgement:
    """Judge the value that a target is said to have, now or in any period that has one."""
    target = points.measure.target
    if target is None or points.latest is None:
        return cannot(Ground.NO_TARGET)
    (quantity,) = statement.quantities
    if not can_be_of(quantity, points.measure.unit.code):
        return cannot(Ground.UNKNOWN_SUBJECT)
    now = target.at(points.latest)
    known = [value for _, value in target.steps]
    if now is None:
        return cannot(Ground.NO_TARGET)
    beside = (Beside(fact=Fact.TARGET, value=now, period=points.latest),)
    if quantity.fits(now):
        return settled(True, beside)
    other = any(n.read(points.measure.period_kind) != points.latest for n in when.named)
    if any(quantity.fits(value) for value in known) or other or target.profile:
        return cannot(Ground.UNKNOWN_PERIOD, beside)
    return settled(False, beside)
