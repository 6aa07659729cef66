"""Which figures have been revised since the last edition, of those that may be shown."""

from __future__ import annotations

from collections.abc import Iterable

from purbeck.model.observation import Observation
from purbeck.scorecard.small_counts import key_of
from purbeck.store import Revision


def revisions_between(
    before: Iterable[Observation], after: Iterable[Observation]
) -> tuple[Revision, ...]:
    """List the figures that were known before and read differently now.

    Both are as disclosed, so that a hidden figure revised to another hidden one is none: that it
    moved would tell of it. A figure that is new is no revision either.
    """
    known = {key_of(observation): observation for observation in before}
    return tuple(
        Revision(known[key_of(now)], now)
        for now in after
        if key_of(now) in known and _differs(known[key_of(now)], now)
    )


def _differs(before: Observation, after: Observation) -> bool:
    return (before.value, before.absence, before.status) != (
        after.value,
        after.absence,
        after.status,
    )
