"""One framework made that of another authority: its own area, region and neighbours."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from purbeck.areas import AreaKind, Authorities, Authority, authorities, editions, neighbour_group
from purbeck.model.area import Area, AreaGroup
from purbeck.model.comparator import Comparator
from purbeck.model.errors import UsageError
from purbeck.model.framework import Framework, Outcome
from purbeck.model.measure import Measure

M = TypeVar("M", bound=Measure)


def for_area(framework: Framework, code: str) -> Framework:
    """Make the framework of another area from that of one.

    What was the area's own becomes the other's: its name and code, its region wherever that is
    compared with, and its statistical neighbours wherever a group has an edition of the model.
    All else, other areas and targets among it, is kept as it is.

    Raises
    ------
    UsageError
        Where the code is of no authority that is known.
    """
    known = authorities()
    before, after = known.get(framework.organisation.area), known.by_code(code)
    if after.kind in (AreaKind.NATION, AreaKind.REGION):
        raise UsageError(f"'{after.name}' is no authority of which there could be a report.")
    moved = {framework.organisation.area: after.code}
    if before is not None and before.region and after.region:
        moved[before.region] = after.region
    groups = tuple(_group(group, after) for group in framework.groups)
    return replace(
        framework,
        organisation=replace(framework.organisation, area=after.code, name=after.name),
        areas=_areas(framework, moved, groups, known),
        groups=groups,
        outcomes=tuple(_outcome(outcome, moved, known) for outcome in framework.outcomes),
        reference_series=tuple(
            _measure(series, moved, known) for series in framework.reference_series
        ),
    )


def _group(group: AreaGroup, authority: Authority) -> AreaGroup:
    """Give the neighbours of another authority where a group is of an edition of the model."""
    if group.edition not in editions():
        return group
    own = neighbour_group(authority.code, group.edition)
    return replace(group, members=own.members)


def _areas(
    framework: Framework, moved: dict[str, str], groups: tuple[AreaGroup, ...], known: Authorities
) -> tuple[Area, ...]:
    """Declare the areas that the other authority's framework speaks of, each once."""
    members = {code for group in framework.groups for code in group.members}
    kept = [moved.get(a.code, a.code) for a in framework.areas if a.code not in members]
    names = {area.code: area.name for area in framework.areas}
    codes = dict.fromkeys([*kept, *(code for group in groups for code in group.members)])
    return tuple(Area(code, _name(code, names, known)) for code in codes)


def _name(code: str, names: dict[str, str], known: Authorities) -> str:
    authority = known.get(code)
    return names.get(code) or (code if authority is None else authority.name)


def _outcome(outcome: Outcome, moved: dict[str, str], known: Authorities) -> Outcome:
    indicators = []
    for indicator in outcome.indicators:
        own = _measure(indicator, moved, known)
        measures = tuple(_measure(measure, moved, known) for measure in indicator.measures)
        indicators.append(replace(own, measures=measures))
    return replace(outcome, indicators=tuple(indicators))


def _measure(measure: M, moved: dict[str, str], known: Authorities) -> M:
    comparators = tuple(_comparator(each, moved, known) for each in measure.comparators)
    return replace(measure, comparators=comparators)


def _comparator(comparator: Comparator, moved: dict[str, str], known: Authorities) -> Comparator:
    if comparator.area not in moved:
        return comparator
    code = moved[comparator.area]
    authority = known.by_code(code)
    return replace(comparator, area=code, label=authority.name)
