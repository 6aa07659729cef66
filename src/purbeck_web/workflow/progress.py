"""What the page of progress says of each indicator, for whoever looks at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from purbeck.model.framework import Framework, Outcome
from purbeck_web.framework.models import Measure
from purbeck_web.people.restriction import Right
from purbeck_web.workflow.actions import IndicatorAction, offered
from purbeck_web.workflow.models import Round
from purbeck_web.workflow.obstacles import Obstacle, obstacles
from purbeck_web.workflow.standing import Standing, standings, who_has_it
from purbeck_web.workflow.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One indicator: where it stands, with whom, what is in the way, and what may be done."""

    standing: Standing
    with_whom: tuple[str, ...]
    in_the_way: tuple[Obstacle, ...]
    actions: tuple[IndicatorAction, ...]

    @property
    def since(self) -> datetime | None:
        """When it came to its state; None where nothing was done yet."""
        return None if self.standing.last is None else self.standing.last.at

    @property
    def name(self) -> str:
        """The number and name of the indicator."""
        indicator = self.standing.indicator
        return f"{indicator.number} {indicator.name}".strip()


def progress_lines(
    revision: UUID, framework: Framework, in_round: Round | None, person: Any
) -> tuple[Line, ...]:
    """Give a line for each indicator that a person may see.

    An indicator is one's own where it is, or any of its measures.
    """
    reached = set(Measure.objects.restrict(person, Right.SEE_PROGRESS).values_list("pk", flat=True))
    found = [
        each
        for each in standings(revision, in_round)
        if reached & {each.indicator.id, *(m.id for m in each.indicator.measures)}
    ]
    may = offered(found, person)
    held = Measure.objects.restrict(person, Right.READ_HELD).values_list("pk", flat=True)
    in_the_way = obstacles(revision, frozenset(held))
    return tuple(
        Line(
            standing=each,
            with_whom=who_has_it(each, framework),
            in_the_way=in_the_way.get(each.indicator.id, ()),
            actions=may[each.indicator.id],
        )
        for each in found
    )


def by_outcome(lines: Sequence[Line]) -> list[tuple[Outcome, list[Line]]]:
    """Put lines below their outcomes, in the order of the framework."""
    grouped: dict[str, tuple[Outcome, list[Line]]] = {}
    for line in lines:
        outcome = line.standing.outcome
        grouped.setdefault(outcome.id, (outcome, []))[1].append(line)
    return list(grouped.values())


def counts(lines: Sequence[Line]) -> Mapping[State, int]:
    """Count the indicators in each state, in the order of the round."""
    found = Counter(line.standing.state for line in lines)
    return {state: found[state] for state in State if found[state] or state is not State.ISSUED}
