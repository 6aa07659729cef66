"""What a framework no longer has, and why: so that nothing leaves a report without a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class DroppedKind(Enum):
    """What was dropped."""

    MEASURE = "measure"
    """An indicator or a measure as a whole."""
    TARGET = "target"
    """The target of a measure that is still reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A measure, or the target of one, that was taken out of the framework.

    Attributes
    ----------
    measure
        The id that it had, or has, in the framework.
    name, number
        As the last report had them.
    on
        The date from which it is no longer reported.
    by
        Who decided it, such as a committee; empty where that is not stated.
    replaced_by
        The id of what is reported in its place; empty for nothing.
    """

    measure: str
    name: str
    reason: str
    on: date
    what: DroppedKind = DroppedKind.MEASURE
    number: str = ""
    by: str = ""
    replaced_by: str = ""
