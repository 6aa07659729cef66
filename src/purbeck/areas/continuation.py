"""Joining the series of an area to that of its successor, where a rule declares it.

Publishers do not change codes all at once: of the measures of one file, one has the new code of
Dorset from 2019, another from 2021, and a third never. So the period in which a series changes
over is read from its own rows, measure by measure, and is never a fixed date.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum

from purbeck.areas.table import authorities, successions
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.nearest import listed
from purbeck.model.period import Period, PeriodKind

Row = tuple[Hashable, str, Period]


class Treatment(Enum):
    """What the first figure of the new code is to the last of the old one."""

    BREAK = "break"
    """It opens a new series: the two are drawn as one, and not compared."""
    CONTINUE = "continue"
    """It goes on from there: the two are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessorRule:
    """A declaration that the series of one area is followed by that of another.

    Attributes
    ----------
    old, new
        GSS codes.
    treatment
        Whether the series breaks there, or goes on.
    reason
        Why; needed for a series that goes on.
    """

    old: str
    new: str
    treatment: Treatment = Treatment.BREAK
    reason: str = ""

    def __post_init__(self) -> None:
        problems = []
        if self.old == self.new:
            problems.append(Problem(IssueCode.INCONSISTENT, "new", self.new, "another area"))
        if self.treatment is Treatment.CONTINUE and not self.reason.strip():
            expected = "a reason why the figures may be compared across the change"
            problems.append(Problem(IssueCode.MISSING_KEY, "reason", "nothing", expected))
        if problems:
            raise InvalidValueError(f"Successor rule for {self.old}", problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """One series of the old and the new code together, as a rule has it.

    Attributes
    ----------
    measure
        The key that the rows had.
    rule
        The rule.
    last_old, first_new
        The last period kept of the old code, and the first of the new; None for none.
    kept
        The numbers of the rows that make up the series, by period; rows of one period stay in
        their order.
    set_aside
        The rows of the old code from the first period of the new one on, which the new code
        replaces.
    break_at
        The period whose figure opens a new series; None where nothing comes before it, or the
        rule lets the series go on.
    """

    measure: Hashable
    rule: SuccessorRule
    last_old: Period | None
    first_new: Period | None
    kept: tuple[int, ...]
    set_aside: tuple[int, ...] = ()
    break_at: Period | None = None


def continue_series(rule: SuccessorRule, rows: Sequence[Row]) -> tuple[Continuation, ...]:
    """Join the rows of two areas, measure by measure, at the period where the code changes.

    The new code counts from its first period on. Before it, the old one does; of the old code's
    rows after it, none. With rows of one code only, there is nothing to join and no break.

    Parameters
    ----------
    rule
        Which two areas, and what to make of the change.
    rows
        A key for the measure, the GSS code, and the period. Pass only rows with a figure, or
        with a reason for having none that the publisher gave: some files list every area in
        every period, with a dash for those that did not yet, or no longer, exist.

    Returns
    -------
    tuple[Continuation, ...]
        One for each measure and kind of period that has a row of either area, in the order in
        which they first appear. Rows of other areas belong to none.
    """
    series: dict[tuple[Hashable, tuple[PeriodKind, int]], list[int]] = {}
    for number, (measure, area, period) in enumerate(rows):
        if area in (rule.old, rule.new):
            series.setdefault((measure, period.series), []).append(number)
    return tuple(_joined(rule, rows, numbers) for numbers in series.values())


def unsupported(rule: SuccessorRule) -> Problem | None:
    """Say what is wrong with a rule that the table of changes does not bear out.

    None for a rule that it does, in one step or in several.

    Examples
    --------
    >>> print(unsupported(SuccessorRule(old="E10000009", new="E06000059")))
    None
    >>> unsupported(SuccessorRule(old="E10000009", new="E06000060")).expected
    'a successor of E10000009: E06000058 or E06000059'
    """
    if authorities().get(rule.old) is None:
        return Problem(IssueCode.UNKNOWN_REFERENCE, "old", rule.old, "the GSS code of an area")
    known = _after(rule.old)
    if rule.new in known:
        return None
    expected = f"a successor of {rule.old}: {listed(known)}" if known else "no rule: it goes on"
    return Problem(IssueCode.UNKNOWN_REFERENCE, "new", rule.new, expected)


def _joined(rule: SuccessorRule, rows: Sequence[Row], numbers: Sequence[int]) -> Continuation:
    def period(number: int) -> Period:
        return rows[number][2]

    old = [number for number in numbers if rows[number][1] == rule.old]
    new = [number for number in numbers if rows[number][1] == rule.new]
    first_new = min(map(period, new), default=None)
    before = [number for number in old if first_new is None or period(number) < first_new]
    last_old = max(map(period, before), default=None)
    breaks = rule.treatment is Treatment.BREAK and last_old is not None
    return Continuation(
        measure=rows[numbers[0]][0],
        rule=rule,
        last_old=last_old,
        first_new=first_new,
        kept=tuple(sorted((*before, *new), key=lambda number: (period(number), number))),
        set_aside=tuple(number for number in old if number not in set(before)),
        break_at=first_new if breaks else None,
    )


def _after(code: str) -> list[str]:
    found: dict[str, None] = {}
    waiting = [code]
    while waiting:
        for step in successions(waiting.pop(0)):
            if step.new not in found:
                found[step.new] = None
                waiting.append(step.new)
    return list(found)
