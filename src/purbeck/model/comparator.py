"""What a figure is held against: another area, a group of areas, a target, an earlier period."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import Period


class ComparatorKind(Enum):
    """Where the value of a comparator comes from."""

    AREA = "area"
    GROUP_MEAN = "group-mean"
    TARGET = "target"
    EARLIER_PERIOD = "earlier-period"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparator:
    """A benchmark with a label, and where its value comes from.

    Attributes
    ----------
    area, group
        The area's code, or the group's id; which of the two, the kind says.
    series
        The measure whose observations are read, where that is not the measure compared.
    period
        A period to which the comparator is held, although newer ones may be known.
    steps_back
        How many periods back an earlier period lies.
    """

    id: str
    label: str
    kind: ComparatorKind
    area: str = ""
    group: str = ""
    series: str = ""
    period: Period | None = None
    steps_back: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        needed = {
            ComparatorKind.AREA: ("area", self.area),
            ComparatorKind.GROUP_MEAN: ("group", self.group),
            ComparatorKind.EARLIER_PERIOD: ("steps_back", self.steps_back > 0),
            ComparatorKind.TARGET: ("id", self.id),
        }
        field, given = needed[self.kind]
        if not given:
            expected = f"a value, as the comparator is of kind '{self.kind.value}'"
            problem = Problem(IssueCode.MISSING_KEY, field, "nothing", expected)
            raise InvalidValueError("Comparator", [problem])
