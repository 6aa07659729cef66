"""What was known when: every publication of a figure is kept, and none replaces another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from purbeck.model.breakdown import Subgroup
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.store.revision_kind import RevisionKind, kinds_of_pairs

Key = tuple[str, str, Period, Subgroup | None]


def _key_of(observation: Observation) -> Key:
    return observation.measure, observation.area, observation.period, observation.subgroup


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure as it was and as it became; a withdrawn value is a revision too."""

    before: Observation
    after: Observation
    kind: RevisionKind = RevisionKind.REVISED


def _known_from(observation: Observation) -> date:
    """An unstated date of publication counts as known from the beginning."""
    return observation.published or date.min


class History:
    """Every observation of a workspace, in the order in which it became known."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self._editions: dict[Key, list[Observation]] = defaultdict(list)
        for observation in sorted(observations, key=_known_from):
            self._editions[_key_of(observation)].append(observation)

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
        before = {_key_of(o): o for o in self.known_on(since)}
        pairs = [
            (before[key], after)
            for after in self.known_on(until)
            if (key := _key_of(after)) in before
        ]
        return revisions_among(pairs)

    def successions(self) -> Iterator[tuple[Observation, Observation]]:
        """Give each edition of a figure but its first, with the one before it."""
        for editions in self._editions.values():
            yield from pairwise(editions)


def revisions_among(
    pairs: Sequence[tuple[Observation, Observation]],
    decimals: Mapping[str, int] | None = None,
    redefined: Mapping[str, Collection[date]] | None = None,
) -> tuple[Revision, ...]:
    """Give each pair that reads otherwise, with its kind.

    Parameters
    ----------
    decimals
        Those that measures declare, by id; 1 for a measure that is not there.
    redefined
        The days on which a measure's declared definition became another, by its id.
    """
    places, days = decimals or {}, redefined or {}
    kinds = kinds_of_pairs(
        pairs,
        [places.get(after.measure, 1) for _, after in pairs],
        [_between(before, after, days.get(after.measure, ())) for before, after in pairs],
    )
    return tuple(
        Revision(before, after, kind)
        for (before, after), kind in zip(pairs, kinds, strict=True)
        if kind is not RevisionKind.NONE
    )


def _between(before: Observation, after: Observation, days: Collection[date]) -> bool:
    return any(_known_from(before) < day <= _known_from(after) for day in days)
