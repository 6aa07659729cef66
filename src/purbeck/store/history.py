"""What was known when: every publication of a figure is kept, and none replaces another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from purbeck.model.observation import Observation
from purbeck.model.period import Period

Key = tuple[str, str, Period]


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure as it was and as it became; a withdrawn value is a revision too."""

    before: Observation
    after: Observation


def _known_from(observation: Observation) -> date:
    """An unstated date of publication counts as known from the beginning."""
    return observation.published or date.min


class History:
    """Every observation of a workspace, in the order in which it became known."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self._editions: dict[Key, list[Observation]] = defaultdict(list)
        for observation in sorted(observations, key=_known_from):
            key = (observation.measure, observation.area, observation.period)
            self._editions[key].append(observation)

    def known_on(self, on: date) -> tuple[Observation, ...]:
        """Give the newest observation of each figure published on the date or before it.

        The row of the newest publication holds, even where it withdraws the value: an older
        value does not come back.
        """
        known = []
        for editions in self._editions.values():
            published = [edition for edition in editions if _known_from(edition) <= on]
            if published:
                known.append(published[-1])
        return tuple(known)

    def revisions(self, since: date, until: date) -> tuple[Revision, ...]:
        """List the figures that were known at ``since`` and had changed by ``until``."""
        before = {(o.measure, o.area, o.period): o for o in self.known_on(since)}
        found = []
        for after in self.known_on(until):
            key = (after.measure, after.area, after.period)
            if key in before and _differs(before[key], after):
                found.append(Revision(before[key], after))
        return tuple(found)


def _differs(before: Observation, after: Observation) -> bool:
    return (before.value, before.absence, before.status) != (
        after.value,
        after.absence,
        after.status,
    )
