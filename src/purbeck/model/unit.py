"""What a figure counts: per cent, percentage points, people, days, a score, pounds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class UnitCode(Enum):
    """The units that a workspace can declare."""

    PERCENTAGE = "percentage"
    PERCENTAGE_POINTS = "percentage-points"
    COUNT = "count"
    DAYS = "days"
    SCORE = "score"
    RATIO = "ratio"
    POUNDS = "pounds"
    RATE_PER_1000 = "rate-per-1000"
    RATE_PER_10000 = "rate-per-10000"
    RATE_PER_100000 = "rate-per-100000"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with what can be true of a figure in it.

    ``multiplier`` is what numerator over denominator is multiplied by to give the value, or
    None where the value is not a fraction. ``lowest`` and ``highest`` are the values that the
    unit can take at all, both included.
    """

    code: UnitCode
    singular: str
    symbol: str
    multiplier: float | None
    lowest: float | None
    highest: float | None

    def allows(self, value: float) -> bool:
        """Whether a figure in this unit can have this value; the bounds themselves can be had."""
        above = self.lowest is None or value >= self.lowest
        below = self.highest is None or value <= self.highest
        return above and below

    @property
    def allowed(self) -> str:
        """The values that the unit can take, in words, for a message."""
        name = f"a {self.singular}"
        if self.lowest is not None and self.highest is not None:
            return f"{name} from {self.lowest:g} to {self.highest:g}"
        return name if self.lowest is None else f"{name}, {self.lowest:g} or more"


def _unit(
    code: UnitCode,
    singular: str,
    symbol: str,
    multiplier: float | None = None,
    lowest: float | None = None,
    highest: float | None = None,
) -> tuple[UnitCode, Unit]:
    return code, Unit(code, singular, symbol, multiplier, lowest, highest)


UNITS: dict[UnitCode, Unit] = dict(
    [
        _unit(UnitCode.PERCENTAGE, "percentage", "%", 100.0, 0.0, 100.0),
        # A gap may be negative: the group that usually does worse can do better.
        _unit(
            UnitCode.PERCENTAGE_POINTS,
            "difference in percentage points",
            " points",
            None,
            -100.0,
            100.0,
        ),
        _unit(UnitCode.COUNT, "number", "", None, 0.0),
        _unit(UnitCode.DAYS, "number of days", " days", None, 0.0),
        _unit(UnitCode.SCORE, "score", ""),
        _unit(UnitCode.RATIO, "ratio", "", 1.0, 0.0),
        _unit(UnitCode.POUNDS, "number of pounds", ""),
        _unit(UnitCode.RATE_PER_1000, "rate per 1,000", " per 1,000", 1e3, 0.0),
        _unit(UnitCode.RATE_PER_10000, "rate per 10,000", " per 10,000", 1e4, 0.0),
        _unit(UnitCode.RATE_PER_100000, "rate per 100,000", " per 100,000", 1e5, 0.0),
    ]
)
