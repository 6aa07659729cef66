"""Counts of the measures that two editions share, so that a new measure moves none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from purbeck.model.verdict import Rag, TrendVerdict
from purbeck.scorecard.edition_state import MeasureState

_GRAVITY = {Rag.GREEN: 0, Rag.AMBER: 1, Rag.RED: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How many measures went from one colour to another, or stayed."""

    before: Rag
    after: Rag
    count: int

    @property
    def worsened(self) -> bool:
        """Whether it is to a graver colour; to or from no data is neither better nor worse."""
        return self._step > 0

    @property
    def improved(self) -> bool:
        """Whether it is to a lighter colour."""
        return self._step < 0

    @property
    def _step(self) -> int:
        if self.before not in _GRAVITY or self.after not in _GRAVITY:
            return 0
        return _GRAVITY[self.after] - _GRAVITY[self.before]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendCount:
    """How many of the measures in both editions have a trend, then and now."""

    trend: TrendVerdict
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeForLike:
    """Like held against like: only what is in both editions is counted.

    Attributes
    ----------
    both
        How many indicators and measures are in both.
    moves
        By colour then and now; each measure is in one. None of count 0.
    """

    both: int
    moves: tuple[Move, ...]
    trends: tuple[TrendCount, ...]

    @property
    def worsened(self) -> int:
        """How many have a graver colour."""
        return sum(move.count for move in self.moves if move.worsened)

    @property
    def improved(self) -> int:
        """How many have a lighter colour."""
        return sum(move.count for move in self.moves if move.improved)


def like_for_like(pairs: Sequence[tuple[MeasureState, MeasureState]]) -> LikeForLike:
    """Count how the measures that are in both editions have moved.

    Examples
    --------
    See ``tests/spec/test_like_for_like.py``.
    """
    moves = Counter((before.rag, after.rag) for before, after in pairs)
    then = Counter(before.trend for before, _ in pairs)
    now = Counter(after.trend for _, after in pairs)
    return LikeForLike(
        both=len(pairs),
        moves=tuple(
            Move(before=before, after=after, count=moves[before, after])
            for before in Rag
            for after in Rag
            if moves[before, after]
        ),
        trends=tuple(
            TrendCount(trend=trend, before=then[trend], after=now[trend])
            for trend in TrendVerdict
            if then[trend] or now[trend]
        ),
    )
