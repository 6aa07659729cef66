"""What became of an area: which code came after which, and how much of it went there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem


class Extent(Enum):
    """How much of the old area the new one took over."""

    SAME = "same"
    """The new code stands for the territory of the old one, and for no more."""
    WHOLE = "whole"
    """The whole of the old area, in a new one that is larger."""
    MOST = "most"
    """More than half of the residents of the old area, and not all."""
    PART = "part"
    """Half of the residents of the old area, or fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """One step from a code to a later one.

    Attributes
    ----------
    old, new
        GSS codes.
    on
        The first day of the new code.
    extent
        How much of the old area went to the new one.
    share
        The share of the old area's residents that it had, from above 0 to 1, by the census of
        2011; 1 for the same area and for the whole of one.
    by
        The districts that went, where the old area was a county that was divided along them.
    """

    old: str
    new: str
    on: date
    extent: Extent
    share: float = 1.0
    by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        problems = []
        if self.old == self.new:
            problems.append(Problem(IssueCode.INCONSISTENT, "new", self.new, "another code"))
        if self.extent is not extent_of(self.share, same=self.extent is Extent.SAME):
            expected = f"the share that goes with {self.extent.value}"
            problems.append(Problem(IssueCode.INCONSISTENT, "share", f"{self.share}", expected))
        if problems:
            raise InvalidValueError(f"Succession of {self.old}", problems)


def extent_of(share: float, *, same: bool = False) -> Extent | None:
    """Name a share of the old area's residents; None for one outside of 0 to 1, and for 0.

    Examples
    --------
    >>> [extent_of(share).value for share in (1.0, 0.88, 0.5)]
    ['whole', 'most', 'part']
    >>> extent_of(1.0, same=True).value, extent_of(0.0)
    ('same', None)
    """
    if share == 1.0:
        return Extent.SAME if same else Extent.WHOLE
    if 0.0 < share < 1.0:
        return Extent.MOST if share > 0.5 else Extent.PART
    return None
