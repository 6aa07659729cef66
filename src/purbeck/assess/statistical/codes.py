"""From the codes of the methods to reasons and verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.reason import Reason
from purbeck.methods.codes import Obstacle, Verdict

Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]

V = TypeVar("V", bound=Enum)

REASON_OF_OBSTACLE: Mapping[Obstacle, Reason] = {
    Obstacle.NO_FIGURE: Reason.NO_FIGURE,
    Obstacle.NO_INTERVAL: Reason.NO_INTERVAL,
    Obstacle.NO_DENOMINATOR: Reason.NO_DENOMINATOR,
    Obstacle.IMPOSSIBLE_COUNT: Reason.IMPOSSIBLE_COUNT,
    Obstacle.TOO_FEW_POINTS: Reason.TOO_FEW_POINTS,
    Obstacle.ALL_OR_NOTHING: Reason.ALL_OR_NOTHING,
    Obstacle.NO_VARIATION: Reason.NO_VARIATION,
    Obstacle.NOT_FOR_THIS_KIND: Reason.NOT_FOR_THIS_KIND,
    Obstacle.POOLED_YEARS: Reason.POOLED_YEARS,
    Obstacle.NOT_ESTIMABLE: Reason.NOT_ESTIMABLE,
    Obstacle.TOO_FEW_EVENTS: Reason.TOO_FEW_EVENTS,
}


def obstacles(codes: NDArray[np.int8]) -> list[tuple[Flags, Reason]]:
    """List, for each obstacle, the areas that meet with it."""
    return [
        (np.asarray(codes == obstacle), reason) for obstacle, reason in REASON_OF_OBSTACLE.items()
    ]


def verdicts(
    judged: Codes,
    words: Mapping[Verdict, V],
    cannot: V,
    members: tuple[V, ...],
    where: Sequence[tuple[Flags, Reason]] = (),
) -> Codes:
    """Give each area the place among ``members`` of the word for its judgement.

    A judgement without a word, UNKNOWN among them, cannot be assessed; nor can any area for which
    one of the conditions in ``where`` holds, whatever the method made of it.
    """
    found = np.full(judged.shape, members.index(cannot), dtype=np.int8)
    for verdict, word in words.items():
        found[judged == verdict] = members.index(word)
    for condition, _ in where:
        found[condition] = members.index(cannot)
    return found
