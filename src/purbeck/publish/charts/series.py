"""What a trend chart is made from: lines of points over periods, as a reader sees them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem

Role = Literal["local", "comparator", "target"]
Size = Literal["full", "half", "small"]

MOST_COMPARATORS = 3
"""As many as the house style has colours and dashes for."""

NO_FIGURE = "no figure"
"""What stands for a figure that is absent without a reason."""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One period of a line: its value, and that value as text with its unit.

    Attributes
    ----------
    value
        None where there is no figure; ``remark`` then says why.
    remark
        What to know about the figure: ``provisional``, ``suppressed``.
    """

    label: str
    value: float | None
    text: str = ""
    remark: str = ""

    def __post_init__(self) -> None:
        """Refuse a value that cannot be drawn, or that has no text."""
        problems = []
        if self.value is not None and not math.isfinite(self.value):
            problems.append(_wrong("value", str(self.value), "a finite number, or None"))
        if self.value is not None and not self.text.strip():
            problems.append(_wrong("text", "nothing", "the value as text with its unit"))
        if problems:
            raise InvalidValueError(f"Chart point {self.label}", problems)

    @property
    def words(self) -> str:
        """The figure in words: with its remark in brackets, or the reason for having none.

        Examples
        --------
        >>> ChartPoint("2016-17", 95.1, "95.1%", "provisional").words
        '95.1% (provisional)'
        >>> ChartPoint("2015-16", None, remark="suppressed").words
        'no figure (suppressed)'
        """
        figure = NO_FIGURE if self.value is None else self.text
        return f"{figure} ({self.remark})" if self.remark else figure


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of a chart: the area itself, what it is held against, or its target.

    Points are in any order; the axis puts them in theirs.
    """

    label: str
    points: tuple[ChartPoint, ...]
    role: Role = "local"

    def __post_init__(self) -> None:
        """Refuse two points for one period."""
        seen = [point.label for point in self.points]
        twice = sorted({label for label in seen if seen.count(label) > 1})
        if twice:
            problem = _wrong("points", ", ".join(twice) + " twice", "one point a period")
            raise InvalidValueError(f"Chart line {self.label}", [problem])

    def at(self, label: str) -> ChartPoint | None:
        """The point of a period, or None where the line has none."""
        return next((point for point in self.points if point.label == label), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendSeries:
    """Everything that a trend chart shows.

    Attributes
    ----------
    lines
        Exactly one local line; up to three comparators; up to one target.
    axis_labels
        Every period of the axis, in order, whether or not a line has a point there.
    break_before
        The periods before which figures are not comparable with later ones. A break before
        the first period separates nothing and is not drawn.
    better
        Which way is better, in words: ``higher is better``.
    unit_symbol
        What follows a figure in ``text``: ``%``, `` days``.
    decimals
        How many decimals the figures have; small changes are not drawn large.
    reaching
        Values that the axis takes in besides those of the lines, so that several charts can
        have one scale.
    """

    anchor: str
    title: str
    unit_symbol: str
    lines: tuple[ChartLine, ...]
    axis_labels: tuple[str, ...]
    size: Size
    decimals: int
    better: str = ""
    break_before: tuple[str, ...] = ()
    reaching: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse lines that the house style cannot tell apart, and periods not on the axis."""
        problems = [*self._line_problems(), *self._period_problems()]
        if problems:
            raise InvalidValueError(f"Trend series {self.anchor}", problems)

    def _line_problems(self) -> Iterator[Problem]:
        for role, least, most in (
            ("local", 1, 1),
            ("comparator", 0, MOST_COMPARATORS),
            ("target", 0, 1),
        ):
            found = sum(line.role == role for line in self.lines)
            if not least <= found <= most:
                expected = str(most) if least == most else f"{least} to {most}"
                yield _wrong("lines", f"{found} of role {role}", expected)
        names = [line.label for line in self.lines]
        if len(set(names)) < len(names):
            yield _wrong("lines", ", ".join(names), "a label of its own for each line")

    def _period_problems(self) -> Iterator[Problem]:
        known = set(self.axis_labels)
        if len(known) < len(self.axis_labels):
            yield _wrong("axis_labels", ", ".join(self.axis_labels), "each period once")
        used = {point.label for line in self.lines for point in line.points}
        for label in sorted((used | set(self.break_before)) - known):
            yield _wrong("axis_labels", f"no {label}", "every period of the lines and breaks")

    @property
    def local(self) -> ChartLine:
        """The line of the area that the report is about."""
        return next(line for line in self.lines if line.role == "local")

    @property
    def comparators(self) -> tuple[ChartLine, ...]:
        """The lines that the area is held against, in their order."""
        return tuple(line for line in self.lines if line.role == "comparator")


def _wrong(field: str, received: str, expected: str) -> Problem:
    return Problem(IssueCode.INCONSISTENT, field, received, expected)
