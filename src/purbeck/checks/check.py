"""What a check is, what it is given, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import Threshold
from purbeck.model.framework import Framework
from purbeck.model.issue import IssueCode, Severity
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation, Status
from purbeck.model.period import Period
from purbeck.model.policy import Policy
from purbeck.panel.panel import Panel, status_code

Mask = NDArray[np.bool_]

Words = Callable[[int, int], str]
"""What is said of a cell, by its row and column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that is unlikely of a measure, and where.

    Attributes
    ----------
    area, period
        Of the figure; empty and None where the doubt is of the measure as a whole.
    field
        What is doubted: 'value', 'target', 'period'.
    """

    field: str
    received: str
    expected: str
    area: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """One measure with everything that a check may look at.

    Attributes
    ----------
    panel
        What was known on the day, of every area.
    own
        The code of the organisation's area.
    held_against
        The panel that each comparator is read from, by the comparator's id, where it is an
        area's.
    breakdowns
        The measure's figures of groups of people that were known on the day.
    on
        The day of the report.
    """

    measure: Measure
    panel: Panel
    own: str
    on: date
    framework: Framework
    policy: Policy
    held_against: Mapping[str, Panel]
    breakdowns: tuple[Observation, ...] = ()

    @property
    def own_row(self) -> int | None:
        """The row of the organisation's area; None where it has no figure."""
        areas = self.panel.areas
        return areas.index(self.own) if self.own in areas else None

    @property
    def own_values(self) -> NDArray[np.float64]:
        """The organisation's own figures, in the order of time, absent ones left out."""
        row = self.own_row
        if row is None:
            return np.empty(0)
        return np.asarray(self.panel.value[row][self.panel.present[row]])

    def breaks(self) -> Mask:
        """Which cells open a new series, of shape (areas, periods)."""
        return np.asarray(self.panel.status == status_code(Status.BREAK))

    def cells(
        self, mask: Mask, field: str, received: Words, expected: str | Words
    ) -> Iterator[Doubt]:
        """Make a doubt of each cell for which ``mask`` holds."""
        for row, column in np.argwhere(mask).tolist():
            yield Doubt(
                field=field,
                received=received(row, column),
                expected=expected if isinstance(expected, str) else expected(row, column),
                area=self.panel.areas[row],
                period=self.panel.periods[column],
            )

    def printed(self, value: float) -> str:
        """Give a figure as the measure's decimals have it."""
        return f"{value:,.{self.measure.decimals}f}"


Find = Callable[[Series], Iterable[Doubt]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check.

    Attributes
    ----------
    statement
        What is doubted, in a sentence or two, as its page has it.
    severity
        An error stops an edition; a warning is made known.
    """

    code: IssueCode
    name: str
    statement: str
    severity: Severity
    find: Find
    thresholds: tuple[Threshold, ...] = ()
