"""What may be shown: small counts are suppressed, and others rounded, before assessment.

A verdict, a rank or a change can give a hidden count away as surely as the count itself. So
disclosure control comes first: what is hidden is absent, with its reason, from all that follows,
and what is rounded is rounded there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from purbeck.model.breakdown import Dimension
from purbeck.model.disclosure import Disclosure
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.period import Period
from purbeck.model.policy import Policy
from purbeck.model.unit import UnitCode
from purbeck.scorecard.grouped_counts import Key, tied_by_groups
from purbeck.scorecard.rounding import as_assessed, with_rounding
from purbeck.scorecard.small_counts import key_of, linked, protecting, small_among


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """Observations that may be shown.

    Attributes
    ----------
    observations
        The figures of everybody, as they are shown.
    assessed
        As they are assessed: made from what is shown and nothing else. They differ only where
        counts are rounded, in numerators that agree with the rate.
    breakdowns, breakdowns_assessed
        The figures of groups, as they are shown and as they are assessed.
    suppressed
        How many were hidden here; those that came suppressed are not among them.
    protecting
        How many of these were hidden only so that they do not give another away.
    withheld
        The figures without a value for disclosure's sake, be it here or by their owner.
    """

    observations: tuple[Observation, ...]
    assessed: tuple[Observation, ...]
    suppressed: int
    protecting: int
    withheld: frozenset[Key]
    breakdowns: tuple[Observation, ...] = ()
    breakdowns_assessed: tuple[Observation, ...] = ()


def disclose(
    observations: Iterable[Observation],
    measures: Mapping[str, Measure],
    policy: Policy,
    also: Set[Key] = frozenset(),
    dimensions: Sequence[Dimension] = (),
) -> Disclosed:
    """Hide what rests on a count below the policy's least, and what would give that away.

    A count of 0 is shown unless the policy hides it; one of exactly the least is shown too.
    A figure is hidden whole: value, counts, interval and note. Of one that came suppressed,
    counts given in spite of that are hidden too. With a least of 0 nothing is suppressed.

    Parameters
    ----------
    observations
        Known on one date: one a measure, area, period and group. Figures of groups and of
        everybody are disclosed together, as each can give the other away.
    also
        Figures to hide in any case.
    dimensions
        What is declared of the groups. Those of a complete dimension add up to everybody.

    Examples
    --------
    See ``tests/spec/test_disclosure.py``.
    """
    figures = tuple(observations)
    terms = policy.disclosure
    small = small_among(figures, measures, terms)
    if also:
        small |= {key_of(o) for o in figures if o.absence is None and key_of(o) in also}
    more = protecting(figures, small, measures, terms, dimensions) if terms.hides else set()
    hidden = small | more
    shown = tuple(
        _shown(o, measures.get(o.measure), terms, bool(hidden) and key_of(o) in hidden)
        for o in figures
    )
    assessed = shown
    if terms.round_to:
        assessed = tuple(_assessed(o, measures.get(o.measure), terms) for o in shown)
    return Disclosed(
        observations=_of_everybody(shown),
        assessed=_of_everybody(assessed),
        breakdowns=_of_groups(shown),
        breakdowns_assessed=_of_groups(assessed),
        suppressed=len(hidden),
        protecting=len(more),
        withheld=frozenset(key_of(o) for o in shown if o.absence is Absence.SUPPRESSED),
    )


def _of_everybody(figures: tuple[Observation, ...]) -> tuple[Observation, ...]:
    return tuple(each for each in figures if each.subgroup is None)


def _of_groups(figures: tuple[Observation, ...]) -> tuple[Observation, ...]:
    return tuple(each for each in figures if each.subgroup is not None)


def conceals(
    observations: Iterable[Observation], measures: Mapping[str, Measure], policy: Policy
) -> bool:
    """Whether observations, of whatever dates, hold anything that may not be shown.

    Figures of groups are among them. What came suppressed without a count can be the reason for
    hiding another, where an area is declared to be a sum, or where groups of its people have
    figures and any of these has a count.
    """
    terms, figures = policy.disclosure, tuple(observations)
    counted = _counted_by_group(figures, measures) if terms.hides else set()
    return bool(small_among(figures, measures, terms)) or any(
        _shown(o, measures.get(o.measure), terms, hide=False) != o
        or (o.absence is Absence.SUPPRESSED and (terms.totals != () or key_of(o)[:3] in counted))
        for o in figures
    )


def _counted_by_group(
    figures: Iterable[Observation], measures: Mapping[str, Measure]
) -> set[tuple[str, str, Period]]:
    """Name each measure, area and period that has figures of groups, and any with a count."""
    grouped, counted = set(), set()
    for each in figures:
        measure = measures.get(each.measure)
        is_count = measure is not None and measure.unit.code is UnitCode.COUNT
        if each.subgroup is not None:
            grouped.add(key_of(each)[:3])
        if is_count or each.numerator is not None or each.denominator is not None:
            counted.add(key_of(each)[:3])
    return grouped & counted


def before_as_shown(
    observations: Iterable[Observation],
    measures: Mapping[str, Measure],
    policy: Policy,
    now: Disclosed,
    dimensions: Sequence[Dimension] = (),
    after: Iterable[Observation] = (),
) -> Disclosed:
    """Disclose what was known before so that it can stand beside what is shown now.

    Where a declared total has a hidden figure on either date, the earlier ones of that total
    are hidden: a total that moved by 4 while one member came out of hiding tells what it was.
    So are those of the groups of a complete dimension, and of everybody, where any of them moved.

    Parameters
    ----------
    now
        What is shown now.
    after
        What it was made from: the figures as they are known now, hidden ones and all.
    """
    figures = tuple(observations)
    then = disclose(figures, measures, policy, dimensions=dimensions)
    withheld = then.withheld | now.withheld
    tied = linked(withheld, policy.disclosure.totals)
    if dimensions and withheld:
        known = {key_of(each): each for each in after}
        had = {key_of(each): each for each in figures}
        tied |= tied_by_groups(withheld, had, known, dimensions)
    return disclose(figures, measures, policy, also=tied, dimensions=dimensions) if tied else then


def _shown(
    observation: Observation, measure: Measure | None, terms: Disclosure, hide: bool
) -> Observation:
    if hide or observation.absence is Absence.SUPPRESSED:
        return _hide(observation, note="" if hide or terms.hides else observation.note)
    return observation if measure is None else with_rounding(observation, measure, terms)


def _assessed(shown: Observation, measure: Measure | None, terms: Disclosure) -> Observation:
    return shown if measure is None else as_assessed(shown, measure, terms)


def _hide(observation: Observation, note: str) -> Observation:
    return replace(
        observation,
        value=None,
        numerator=None,
        denominator=None,
        lower=None,
        upper=None,
        status=Status.FINAL,
        absence=Absence.SUPPRESSED,
        note=note,
    )
