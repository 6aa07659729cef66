"""What may be shown of a count: the terms of disclosure control, as an organisation sets them.

Nobody lays down one rule for the whole country, so that every figure here can be set in the
policy. The terms are only values; ``scorecard.disclosure`` keeps to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem

MOST_ROUNDING = 1000
"""The largest base that counts are rounded to: beyond it a base is a slip of the pen. Ours."""


@dataclass(frozen=True, slots=True)
class AreaTotal:
    """An area whose counts are the sum of those of others, which have no person in common.

    It is declared, and never guessed: a region may have areas that a workspace does not name.
    """

    area: str
    members: tuple[str, ...]

    def __post_init__(self) -> None:
        problems = []
        if not self.members:
            expected = "at least one area that is part of it"
            problems.append(Problem(IssueCode.MISSING_KEY, "members", "nothing", expected))
        if self.area in self.members:
            received, expected = f"'{self.area}' itself", "other areas"
            problems.append(Problem(IssueCode.INCONSISTENT, "members", received, expected))
        if len(set(self.members)) < len(self.members):
            received = "an area a second time"
            problems.append(Problem(IssueCode.INCONSISTENT, "members", received, "each once"))
        if problems:
            raise InvalidValueError("AreaTotal", problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Which counts are shown, and how.

    Attributes
    ----------
    minimum_count
        The smallest count that is shown, itself included; 0 where every figure has been
        published already.
    hide_zero
        Whether a count of 0 is hidden as well, and with it 0% and 100%.
    round_to
        What shown counts are rounded to, half up; 0 for none.
    least_denominator
        The smallest denominator of which a rate is shown, itself included; 0 for any. By itself
        it hides little that ``minimum_count`` does not: 0 of 7, and 7 of 7.
    hide_small_sums
        Whether areas hidden together whose sum is below ``minimum_count`` take one more along:
        a sum of 2 between two areas tells both.
    totals
        The areas whose counts are sums, so that a hidden part could be had by subtraction.
    source
        Who says so, or where it is written down.
    """

    minimum_count: int = 5
    hide_zero: bool = False
    round_to: int = 0
    least_denominator: int = 10
    hide_small_sums: bool = True
    totals: tuple[AreaTotal, ...] = ()
    source: str = "Counts of 1 to 4 are not published"

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise InvalidValueError("Disclosure", problems)

    @property
    def hides(self) -> bool:
        """Whether there is any figure that could be hidden."""
        return self.minimum_count > 0 or self.hide_zero or self.least_denominator > 0

    def hides_count(self, count: float) -> bool:
        """Whether a count is too small to be shown; the smallest one itself is shown.

        Examples
        --------
        >>> [Disclosure().hides_count(count) for count in (0, 1, 4, 5)]
        [False, True, True, False]
        """
        return 0 < count < self.minimum_count or (self.hide_zero and count == 0)


def _problems(disclosure: Disclosure) -> Iterator[Problem]:
    for name in ("minimum_count", "least_denominator"):
        given = getattr(disclosure, name)
        if given < 0:
            yield Problem(IssueCode.OUT_OF_RANGE, name, str(given), "0 or more", _CORRECT)
    base = disclosure.round_to
    if base != 0 and not 2 <= base <= MOST_ROUNDING:
        expected = f"0 for none, or 2 to {MOST_ROUNDING}"
        yield Problem(IssueCode.OUT_OF_RANGE, "round_to", str(base), expected, _CORRECT)


_CORRECT = "Correct the number."

DEFAULT_DISCLOSURE = Disclosure()
