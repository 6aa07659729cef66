"""One framework made that of another authority: its own area, region, neighbours and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from purbeck.areas import AreaKind, Authority, authorities, editions, neighbour_group
from purbeck.model.area import Area, AreaGroup
from purbeck.model.comparator import Comparator
from purbeck.model.errors import UsageError
from purbeck.model.framework import Framework, Outcome
from purbeck.model.measure import Measure, PopulationIndicator
from purbeck.model.neighbour_terms import NeighbourTerms
from purbeck.publish.retarget_words import Words

M = TypeVar("M", bound=Measure)


def for_area(framework: Framework, code: str) -> Framework:
    """Make the framework of another area from that of one.

    What was the area's own becomes the other's: its name and code, its region wherever that is
    compared with, and its statistical neighbours. A group of which neither is a member, a
    comparator that is the other area itself, officers, contacts, the log of what was dropped, and
    texts that speak of the first area are left out, and the report says so. All else, targets
    among it, is kept as it is. For its own area a framework is what it was.

    Raises
    ------
    UsageError
        Where the code is of no authority that is known.
    """
    after = authorities().by_code(code)
    if after.kind in (AreaKind.NATION, AreaKind.REGION):
        raise UsageError(f"'{after.name}' is no authority of which there could be a report.")
    if after.code == framework.organisation.area:
        return framework
    return _Retarget(framework, after).framework()


@dataclass(frozen=True, slots=True)
class _Places:
    """What each area and group becomes; a group that is not there becomes nothing."""

    own: str
    moved: dict[str, str]
    groups: dict[str, AreaGroup]

    def keeps(self, comparator: Comparator) -> bool:
        if comparator.group:
            return comparator.group in self.groups
        return comparator.area != self.own


class _Retarget:
    """One framework on its way to another area; use it once."""

    def __init__(self, framework: Framework, after: Authority) -> None:
        self._framework, self._after = framework, after
        before = authorities().get(framework.organisation.area)
        moved = {framework.organisation.area: after.code}
        if before is not None and before.region and after.region:
            moved[before.region] = after.region
        made = (_group(group, framework.organisation.area, after) for group in framework.groups)
        self._places = _Places(after.code, moved, {group.id: group for group in made if group})
        self._areas = self._declared()
        self._words = Words(framework, after.name, {area.name for area in self._areas})
        self._lost: dict[str, None] = {}

    def framework(self) -> Framework:
        framework, words = self._framework, self._words
        return replace(
            framework,
            organisation=replace(
                framework.organisation,
                area=self._after.code,
                name=self._after.name,
                plan=words.kept(framework.organisation.plan),
                strapline=words.kept(framework.organisation.strapline),
            ),
            areas=self._areas,
            groups=tuple(self._places.groups.values()),
            outcomes=tuple(self._outcome(outcome) for outcome in framework.outcomes),
            reference_series=tuple(self._measure(each) for each in framework.reference_series),
            neighbour_models=tuple(filter(self._has_groups, framework.neighbour_models)),
            places=tuple(
                each
                for each in framework.places
                if not each.group or each.group in self._places.groups
            ),
            officers=(),
            dropped=(),
            # The last of all, when it is known what was left out of the others.
            report=words.report(framework.report, tuple(self._lost)),
        )

    def _has_groups(self, model: NeighbourTerms) -> bool:
        """Whether the groups that a model of neighbours names are those of this authority too."""
        return all(name in self._places.groups for name in (model.group, model.among) if name)

    def _declared(self) -> tuple[Area, ...]:
        """Declare the areas that the other authority's framework speaks of, each once."""
        framework, moved = self._framework, self._places.moved
        members = {code for group in framework.groups for code in group.members}
        kept = [moved.get(a.code, a.code) for a in framework.areas if a.code not in members]
        of_groups = [code for group in self._places.groups.values() for code in group.members]
        of_comparators = [
            moved.get(comparator.area, comparator.area)
            for measure in framework.measures
            for comparator in measure.comparators
            if comparator.area
        ]
        names = {area.code: area.name for area in framework.areas}
        codes = dict.fromkeys([self._after.code, *kept, *of_comparators, *of_groups])
        return tuple(Area(code, _name(code, names)) for code in codes)

    def _outcome(self, outcome: Outcome) -> Outcome:
        return replace(
            outcome,
            name=self._words.renamed(outcome.name),
            statement=self._words.renamed(outcome.statement),
            sponsor="",
            indicators=tuple(self._indicator(each) for each in outcome.indicators),
        )

    def _indicator(self, indicator: PopulationIndicator) -> PopulationIndicator:
        measures = tuple(self._measure(measure) for measure in indicator.measures)
        return replace(self._measure(indicator), measures=measures, outcome_lead="")

    def _measure(self, measure: M) -> M:
        words = self._words
        return replace(
            measure,
            name=words.renamed(measure.name),
            plain=words.renamed(measure.plain),
            definition=words.renamed(measure.definition),
            source=words.kept(measure.source),
            note=words.kept(measure.note),
            owners=(),
            comparators=tuple(self._comparators(measure)),
        )

    def _comparators(self, measure: Measure) -> Iterator[Comparator]:
        for comparator in measure.comparators:
            if self._places.keeps(comparator):
                yield self._comparator(comparator)
            elif comparator.area != self._after.code:
                self._lost[comparator.label] = None

    def _comparator(self, comparator: Comparator) -> Comparator:
        note = self._words.kept(comparator.note)
        code = self._places.moved.get(comparator.area)
        if code is None:
            return replace(comparator, note=note)
        name = authorities().by_code(code).name
        return replace(comparator, area=code, label=name, note=note)


def _group(group: AreaGroup, before: str, after: Authority) -> AreaGroup | None:
    """Give the other authority's neighbours for the first one's; None where it has no part."""
    edition = _edition_of(group, before)
    if edition is None:
        return group if {before, after.code} <= set(group.members) else None
    members = neighbour_group(after.code, edition).members
    if members:
        return replace(group, members=members)
    for other in editions():
        if members := neighbour_group(after.code, other).members:
            return replace(group, members=members, edition=other)
    return replace(group, members=())


def _edition_of(group: AreaGroup, before: str) -> str | None:
    """Give the edition of the neighbours that a group says it is of, or that it is of indeed."""
    if group.edition in editions():
        return group.edition
    known = authorities().get(before) is not None
    wanted = set(group.members)
    return next(
        (
            edition
            for edition in (editions() if known else ())
            if wanted and set(neighbour_group(before, edition).members) == wanted
        ),
        None,
    )


def _name(code: str, names: dict[str, str]) -> str:
    authority = authorities().get(code)
    return names.get(code) or (code if authority is None else authority.name)
