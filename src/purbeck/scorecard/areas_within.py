"""Areas that were declared to lie within another, and that are found to add up to it.

A ward that is hidden is had from the council's figure less the other wards. Who declares that
the wards lie within the council, and gives figures that come to its own, has said that they are
its parts; it need not be said again as a ``[[total]]``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from purbeck.model.area import Area
from purbeck.model.disclosure import AreaTotal
from purbeck.model.period import Period
from purbeck.model.policy import Policy
from purbeck.model.unit import UnitCode
from purbeck.model.workspace import Workspace

_Counts = Mapping[str, float]
"""One sort of count of a measure and period, by area."""


def disclosure_policy(workspace: Workspace) -> Policy:
    """Give the policy by which figures are disclosed: with the sums that are found, as well.

    All areas of one kind within another are its parts where, of any measure and period, each of
    them has a count and together they come to exactly the count of the whole. Of areas of
    which one never has a count, nothing is found: a ``[[total]]`` can say so. None that add up:
    the policy as it is.
    """
    policy = workspace.policy
    found = _found(workspace) if policy.disclosure.hides else ()
    if not found:
        return policy
    totals = policy.disclosure.totals + found
    return replace(policy, disclosure=replace(policy.disclosure, totals=totals))


def _found(workspace: Workspace) -> tuple[AreaTotal, ...]:
    declared = {(each.area, frozenset(each.members)) for each in workspace.policy.disclosure.totals}
    open_ = [
        each
        for each in _candidates(workspace.framework.areas)
        if (each.area, frozenset(each.members)) not in declared
    ]
    if not open_:
        return ()
    counts = list(_counts(workspace))
    return tuple(each for each in open_ if any(_adds_up(each, by_area) for by_area in counts))


def _candidates(areas: Collection[Area]) -> Iterator[AreaTotal]:
    """Give, of each area, all of one kind that lie within it, be it through others."""
    within = {area.code: area.within for area in areas}
    parts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for area in areas:
        for whole in _around(area.code, within):
            parts[whole, area.kind].append(area.code)
    for (whole, _), members in parts.items():
        yield AreaTotal(whole, tuple(members))


def _around(code: str, within: Mapping[str, str]) -> Iterator[str]:
    seen = {code}
    while (code := within.get(code, "")) and code not in seen:
        seen.add(code)
        yield code


def _counts(workspace: Workspace) -> Iterator[_Counts]:
    """Give each sort of count of each measure and period; a later figure replaces an earlier."""
    counted = {each.id for each in workspace.framework.measures if each.unit.code is UnitCode.COUNT}
    found: dict[tuple[str, Period, str], dict[str, float]] = defaultdict(dict)
    for each in workspace.observations:
        own = each.value if each.measure in counted else None
        for sort, count in (
            ("numerator", each.numerator),
            ("denominator", each.denominator),
            ("value", own),
        ):
            if count is not None:
                found[each.measure, each.period, sort][each.area] = count
    yield from found.values()


def _adds_up(total: AreaTotal, by_area: _Counts) -> bool:
    whole = by_area.get(total.area)
    if not whole or any(member not in by_area for member in total.members):
        return False
    return sum(by_area[member] for member in total.members) == whole
