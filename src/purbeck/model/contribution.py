"""How a performance measure is meant to bear upon an indicator: one link of a theory of change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem

LONGEST_LAG = 10
"""Periods. What takes longer than this to show cannot be seen in series as they are published:
our own choice."""


class ExpectedMove(Enum):
    """Which way the indicator is expected to go when the measure goes up."""

    SAME = "same"
    """Up as well."""
    OPPOSITE = "opposite"
    """Down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One link: what is done is meant to bear upon how the population fares.

    It is what somebody holds to be so, and has said beforehand. It is no finding.

    Attributes
    ----------
    measure
        The id of a performance measure.
    indicator
        The id of the population indicator that it is meant to bear upon; it may be another than
        the one that the measure stands under.
    because
        Why it is held to, in a sentence.
    direction
        Which way the indicator is expected to go when the measure goes up.
    lag
        After how many periods; 0 for the same one.
    source
        The evidence that is named for it: a study, a review. Empty where none is.

    Examples
    --------
    >>> Contribution(
    ...     measure="absence",
    ...     indicator="attainment",
    ...     because="Pupils who are not there do not learn",
    ...     direction=ExpectedMove.OPPOSITE,
    ... ).lag
    0
    """

    measure: str
    indicator: str
    because: str
    direction: ExpectedMove
    lag: int = 0
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse a link without a reason, of a thing with itself, or over too long a time."""
        problems = []
        if not self.because.strip():
            problems.append(_wrong("because", "nothing", "why the measure is held to contribute"))
        if self.measure == self.indicator:
            expected = "another series than the one that it is to contribute to"
            problems.append(_wrong("measure", f"'{self.measure}'", expected))
        if not 0 <= self.lag <= LONGEST_LAG:
            expected = f"0 to {LONGEST_LAG} periods"
            problems.append(_wrong("lag", str(self.lag), expected))
        if problems:
            raise InvalidValueError("Contribution", problems)


def _wrong(field: str, received: str, expected: str) -> Problem:
    return Problem(IssueCode.INCONSISTENT, field, received, expected)
