"""Like for like: only the measures that are in both editions are counted."""

from __future__ import annotations

import pytest

from purbeck.model.measure import MeasureKind
from purbeck.model.unit import UnitCode
from purbeck.model.verdict import Rag, TrendVerdict
from purbeck.publish.wording.edition_changes import like_for_like_sentence
from purbeck.scorecard.edition_changes import added_to, matched
from purbeck.scorecard.edition_state import MeasureState
from purbeck.scorecard.like_for_like import LikeForLike, like_for_like


def states(drawn: str) -> list[MeasureState]:
    """Read states from pairs of a measure and its colour, such as ``a:R b:G``."""
    return [
        MeasureState(
            measure=own,
            number="",
            name=own,
            kind=MeasureKind.PERFORMANCE_MEASURE,
            unit=UnitCode.PERCENTAGE,
            polarity="higher",
            decimals=1,
            latest=None,
            previous=None,
            trend=TrendVerdict.CANNOT_BE_ASSESSED,
            trend_rag=Rag.NO_DATA,
            rag=Rag(colour),
        )
        for own, colour in (pair.split(":") for pair in drawn.split())
    ]


def counts(then: str, now: str) -> LikeForLike:
    """Count what two drawn editions share."""
    return like_for_like(list(matched(states(then), states(now))))


# then | now | in both | worsened | improved
MOVES = """
a:G b:A c:R         | a:G b:A c:R         | 3 | 0 | 0
a:G b:A c:R         | a:A b:R c:R         | 3 | 2 | 0
a:R b:R             | a:G b:A             | 2 | 0 | 2
a:G b:A             | a:R b:A c:R d:R     | 2 | 1 | 0
a:G b:R c:R         | a:G                 | 1 | 0 | 0
a:ND b:R            | a:R b:ND            | 2 | 0 | 0
a:G                 | b:G                 | 0 | 0 | 0
"""


@pytest.mark.parametrize("row", MOVES.strip().splitlines())
def test_what_came_or_went_is_not_counted(row: str) -> None:
    """A graver colour is worse, a lighter one better, and to or from no data is neither."""
    then, now, both, worsened, improved = (cell.strip() for cell in row.split("|"))
    found = counts(then, now)

    assert (found.both, found.worsened, found.improved) == (
        int(both),
        int(worsened),
        int(improved),
    )


def test_each_measure_is_counted_in_one_move() -> None:
    """The moves add up to the measures in both."""
    found = counts("a:G b:A c:R d:ND", "a:A b:A c:ND d:G e:R")

    assert sum(move.count for move in found.moves) == found.both == 4


def test_the_sentence_says_from_which_colour_to_which() -> None:
    """It counts what worsened, improved, changed otherwise and stayed, in this order."""
    found = counts("a:G b:A c:R d:ND e:R", "a:R b:R c:A d:G e:R")

    assert like_for_like_sentence(found) == (
        "Of the 5 measures in both editions, 2 worsened (1 from green to red and 1 from amber "
        "to red), 1 improved (1 from red to amber), 1 changed otherwise (1 from no data to "
        "green) and 1 kept its colour."
    )


def test_a_new_measure_is_in_neither_count() -> None:
    """It is listed by itself."""
    new = added_to(states("a:G"), states("a:G b:R"))

    assert [state.measure for state in new] == ["b"]
