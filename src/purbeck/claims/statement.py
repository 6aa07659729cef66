"""What a clause says, before anything is known of whether it is so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from purbeck.claims.claim import ClaimKind
from purbeck.claims.quantity import Quantity
from purbeck.claims.when import Named, When


class Way(Enum):
    """Which way a figure is said to move or to lie."""

    UP = "up"
    DOWN = "down"
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


class Size(Enum):
    """How large a change is said to be."""

    SLIGHT = "slight"
    LARGE = "large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of a clause.

    Attributes
    ----------
    start, end
        The words, within the sentence.
    loose
        Of "unchanged", whether it allows for a marginal change, as "stable" does; of two figures,
        whether the sentence goes on to what came after them; of a ratio, whether it is "almost".
    against
        The words for the place that is compared with; whose figure it is, of a level.
    named
        The period of each figure where it stands right beside it; else None.
    when
        The times that stand with a figure of its own; None for those of the whole clause.
    at_previous
        Whether a level is that of the previous period: "down from 5.4%".
    needs_words
        Whether it counts whoever the clause names ("7% of people who ..."), so that nothing that
        was spoken of before can be meant.
    word
        Of a rank, quartile, colour or record: the word that says which.
    """

    kind: ClaimKind
    start: int
    end: int
    way: Way | None = None
    size: Size | None = None
    negated: bool = False
    loose: bool = False
    quantities: tuple[Quantity, ...] = ()
    named: tuple[Named | None, ...] = ()
    against: str = ""
    at_previous: bool = False
    past: bool = False
    needs_words: bool = False
    word: str = ""
    when: When | None = None
    rank: tuple[int, int] = (0, 0)
    """The place and, where it is said, of how many; 0 where it is not."""
