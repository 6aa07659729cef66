"""A model of statistical neighbours as declared: by what areas are alike, and how much each counts.

Nothing is computed here. The characteristics are series of figures like any other, so that each has
its source, its period and its day of publication.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from enum import Enum

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import Period

MOST = 10
"""How many neighbours an area has unless declared: as in the published model of the Department for
Education (Benton and others 2007, National Foundation for Educational Research)."""


class Transform(Enum):
    """What is done to figures before they are standardised."""

    NONE = "none"
    LOG = "log"
    """The natural logarithm, for figures of which a few are many times the others: density."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourCharacteristic:
    """A series of figures by which areas are alike or not.

    Attributes
    ----------
    series
        The id of an indicator, a measure or a reference series.
    weight
        How much it counts, above 0; only the proportions matter.
    period
        The period that is read of every area; None for the newest of the organisation's own.
    why
        Why it is one, in a sentence.
    """

    series: str
    weight: float = 1.0
    transform: Transform = Transform.NONE
    period: Period | None = None
    why: str = ""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.weight) and self.weight > 0):
            problem = Problem(IssueCode.OUT_OF_RANGE, "weight", f"{self.weight:g}", "above 0")
            raise InvalidValueError(f"Characteristic '{self.series}'", [problem])


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourTerms:
    """What a model of neighbours is made from.

    Attributes
    ----------
    group
        The id of the group that the model is set beside: the published neighbours of the
        organisation's area. Empty where there is none.
    among
        The id of the group of which the members may be chosen; empty for every area that has
        the figures.
    count
        How many neighbours there are.

    Examples
    --------
    >>> NeighbourTerms(
    ...     id="own",
    ...     name="Own model",
    ...     characteristics=(NeighbourCharacteristic(series="density"),),
    ... ).count
    10
    """

    id: str
    name: str
    characteristics: tuple[NeighbourCharacteristic, ...]
    group: str = ""
    among: str = ""
    count: int = MOST

    def __post_init__(self) -> None:
        problems = []
        if not self.characteristics:
            expected = "one characteristic or more"
            problems.append(Problem(IssueCode.MISSING_KEY, "characteristics", "none", expected))
        if self.count < 1:
            problems.append(Problem(IssueCode.OUT_OF_RANGE, "count", f"{self.count}", "1 or more"))
        for series, times in Counter(one.series for one in self.characteristics).items():
            if times > 1:
                received = f"'{series}' more than once"
                problems.append(
                    Problem(IssueCode.DUPLICATE_ID, "characteristics", received, "each once")
                )
        if problems:
            raise InvalidValueError(f"Neighbour model '{self.id}'", problems)
