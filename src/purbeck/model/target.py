"""What a measure is meant to reach, and how near counts as on course."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The values to be reached by period, with a tolerance, a floor and a seasonal profile.

    Attributes
    ----------
    steps
        The target of each period, in the measure's unit. A period between two steps has the
        target of the earlier one; before the first step there is no target.
    tolerance
        How far short still counts as near the target, in the measure's unit; the edge is near.
    floor
        The value that must not be passed the wrong way, whatever the trend; None for no floor.
    profile
        The factor of the yearly target that each part of the year is held to, in order: four
        for quarters, twelve for months, three for terms. Empty for none.
    reason
        Why the target is what it is, or why it was changed.
    """

    steps: tuple[tuple[Period, float], ...]
    tolerance: float = 0.0
    floor: float | None = None
    profile: tuple[float, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        problems = []
        if self.tolerance < 0:
            received = f"{self.tolerance:g}"
            problems.append(Problem(IssueCode.OUT_OF_RANGE, "tolerance", received, "0 or more"))
        if not self.steps and self.floor is None:
            expected = "a value for at least one period, or a floor"
            problems.append(Problem(IssueCode.MISSING_KEY, "values", "nothing", expected))
        if len({period.series for period, _ in self.steps}) > 1:
            expected = "periods of one kind"
            problems.append(Problem(IssueCode.INCONSISTENT, "values", "several kinds", expected))
        if problems:
            raise InvalidValueError("Target", problems)

    def at(self, period: Period) -> float | None:
        """Give the target of a period, in the measure's unit, or None where there is none.

        With a seasonal profile, the steps are of whole years and the period is a part of one:
        its target is the year's, times the factor of the part.
        """
        if not self.profile:
            return self._step(period)
        year = period.parent_year()
        if year is None:
            return None
        yearly = self._step(year)
        return None if yearly is None else yearly * self.profile[period.part - 1]

    def _step(self, period: Period) -> float | None:
        reached = [
            (step, value)
            for step, value in self.steps
            if step.series == period.series and step <= period
        ]
        return max(reached, key=lambda pair: pair[0].ordinal)[1] if reached else None
