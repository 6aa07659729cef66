"""How the groups of each measure stand to one another, from what may be shown of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.finding import Finding
from purbeck.assess.inequality import (
    Coverage,
    Gradients,
    GroupGaps,
    coverage_of,
    furthest_behind,
    gap_directions,
    gradient_directions,
    gradients,
    group_gaps,
)
from purbeck.assess.inequality.direction import openings
from purbeck.assess.inequality.gap import figures_at
from purbeck.assess.latest import NONE
from purbeck.model.breakdown import Dimension, Group
from purbeck.model.framework import Framework, Outcome
from purbeck.model.inequality import FurthestBehind, GapDirection, Gradient
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period
from purbeck.model.polarity import Polarity
from purbeck.model.verdict import GapEvidence
from purbeck.panel.grouped import GroupedPanel, grouped_panel_of
from purbeck.panel.panel import ABSENCES, PRESENT

Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPoint:
    """A gap, or a slope, in one period, with its interval where that is known."""

    period: Period
    size: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureInPeriod:
    """A figure of a group in one period, with its interval where that is known.

    Attributes
    ----------
    value
        None where there is none; ``absence`` then says why, or is None where nothing was said.
    """

    period: Period
    value: float | None
    lower: float | None = None
    upper: float | None = None
    absence: Absence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStanding:
    """One group of a measure: its figure, the gap to what it is held against, and its course.

    Attributes
    ----------
    latest
        In the latest period of the dimension.
    figures
        In every period, the latest last.
    gaps
        In every period that has one.
    breaks
        The periods with which a new series begins, of the group or of what it is held against.
    """

    group: Group
    latest: FigureInPeriod
    figures: tuple[FigureInPeriod, ...]
    gap: Finding[GapEvidence]
    direction: Finding[GapDirection]
    gaps: tuple[GapPoint, ...]
    breaks: tuple[Period, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlopeOverGroups:
    """The gradient over ordered groups, with its course.

    Attributes
    ----------
    places
        Where the middle of each known group stands among the people, from 0 to 1; empty where
        their numbers are not known.
    line
        The fitted figures at the most and at the least deprived end; None where there are none.
    """

    finding: Finding[Gradient]
    direction: Finding[GapDirection]
    slopes: tuple[GapPoint, ...]
    places: tuple[float, ...]
    line: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureInequality:
    """How the groups of one dimension stand to one another in one measure.

    Attributes
    ----------
    period
        The latest for which any group has a figure, or a reason for having none.
    total
        The figure of everybody in that period.
    worst, next_worst
        The groups that ``furthest`` is about; None where it is about none.
    gradient
        None unless the groups have an order.
    not_known
        The share of people in no known group; None where that cannot be told.
    """

    measure: Measure
    dimension: Dimension
    period: Period
    groups: tuple[GroupStanding, ...]
    total: FigureInPeriod
    furthest: Finding[FurthestBehind]
    worst: GroupStanding | None
    next_worst: GroupStanding | None
    gradient: SlopeOverGroups | None
    not_known: float | None

    @property
    def reference(self) -> GroupStanding | None:
        """The group that the others are held against; None where that is everybody."""
        found = (each for each in self.groups if each.group.id == self.dimension.against)
        return next(found, None)

    @property
    def compared(self) -> tuple[GroupStanding, ...]:
        """The groups that are held against something."""
        held = (each for each in self.groups if not each.group.unknown)
        return tuple(each for each in held if each.group.id != self.dimension.against)


def inequality_of(
    framework: Framework,
    outcome: Outcome,
    breakdowns: Sequence[Observation],
    observations: Sequence[Observation],
) -> tuple[MeasureInequality, ...]:
    """Say how groups stand to one another in each measure of an outcome that is broken down.

    Parameters
    ----------
    breakdowns, observations
        Of groups and of everybody, as they may be shown: one a measure, area, group and period.

    Returns
    -------
    tuple
        In the order of the measures, and of the dimensions as declared; of the organisation's own
        area. A measure without a figure of any group in a dimension has nothing to say in it.
    """
    area = framework.organisation.area
    of_area = [each for each in breakdowns if each.area == area]
    used = {(each.measure, each.subgroup.dimension) for each in of_area if each.subgroup}
    found = (
        _standing(grouped_panel_of(measure, dimension, of_area, observations, (area,)))
        for measure in outcome.measures
        for dimension in framework.dimensions
        if (measure.id, dimension.id) in used
    )
    return tuple(each for each in found if each is not None)


def _standing(grouped: GroupedPanel) -> MeasureInequality | None:
    coverage = coverage_of(grouped)
    at = int(coverage.column[0])
    if at == NONE:
        return None
    furthest = furthest_behind(grouped, coverage).at(0)
    gaps = group_gaps(grouped, coverage)
    groups = tuple(_groups(grouped, coverage, gaps))
    slopes = gradients(grouped, coverage)
    by_place = {float(place): standing for place, standing in enumerate(groups)}
    return MeasureInequality(
        measure=grouped.measure,
        dimension=grouped.dimension,
        period=grouped.panel.periods[at],
        groups=groups,
        total=_figures(grouped, None)[at],
        furthest=furthest,
        worst=by_place.get(furthest.evidence.get("group", math.nan)),
        next_worst=by_place.get(furthest.evidence.get("next", math.nan)),
        gradient=None if slopes is None else _gradient(grouped, coverage, slopes),
        not_known=_known(coverage.not_known[0]),
    )


def _groups(grouped: GroupedPanel, coverage: Coverage, gaps: GroupGaps) -> Iterator[GroupStanding]:
    directions = gap_directions(grouped, coverage, gaps)
    cells, at = gaps.cells, int(coverage.column[0])
    periods, opened = grouped.panel.periods, openings(grouped)
    for row, group in enumerate(grouped.dimension.groups):
        figures = _figures(grouped, row)[: at + 1]
        yield GroupStanding(
            group=group,
            latest=figures[at],
            figures=figures,
            gap=gaps.latest.at(row),
            direction=directions.at(row),
            gaps=_points(grouped, (cells.absolute[row], cells.lower[row], cells.upper[row])),
            breaks=tuple(p for p, opens in zip(periods, opened[row], strict=True) if opens),
        )


def _gradient(grouped: GroupedPanel, coverage: Coverage, slopes: Gradients) -> SlopeOverGroups:
    finding = slopes.latest.at(0)
    line = None
    if "most_deprived" in finding.evidence:
        sign = -1.0 if grouped.measure.polarity is Polarity.LOWER else 1.0
        most = finding.evidence["most_deprived"]
        line = (most, most + sign * finding.evidence["slope"])
    return SlopeOverGroups(
        finding=finding,
        direction=gradient_directions(grouped, coverage, slopes).at(0),
        slopes=_points(grouped, (slopes.slope[0], slopes.lower[0], slopes.upper[0])),
        places=_places(grouped, int(coverage.column[0])),
        line=line,
    )


def _places(grouped: GroupedPanel, column: int) -> tuple[float, ...]:
    people = grouped.panel.denominator[:, column][grouped.known]
    share = people / people.sum()
    middles = np.cumsum(share) - share / 2.0
    return () if np.isnan(middles).any() else tuple(float(each) for each in middles)


def _points(grouped: GroupedPanel, cells: tuple[Figures, Figures, Figures]) -> tuple[GapPoint, ...]:
    size, lower, upper = cells
    return tuple(
        GapPoint(
            period=period, size=float(size[at]), lower=_known(lower[at]), upper=_known(upper[at])
        )
        for at, period in enumerate(grouped.panel.periods)
        if not np.isnan(size[at])
    )


def _figures(grouped: GroupedPanel, row: int | None) -> tuple[FigureInPeriod, ...]:
    """Give the figures of a row, or of everybody, in every period."""
    panel = grouped.totals if row is None else grouped.panel
    at = row or 0
    found = []
    for column, period in enumerate(panel.periods):
        places = np.full(len(panel.areas), column, dtype=np.intp)
        held = {name: cells[at] for name, cells in figures_at(panel, places).items()}
        state = int(panel.state[at, column])
        found.append(
            FigureInPeriod(
                period=period,
                value=_known(held["value"]) if state == PRESENT else None,
                lower=_known(held["lower"]),
                upper=_known(held["upper"]),
                absence=ABSENCES[state - 1] if state > PRESENT else None,
            )
        )
    return tuple(found)


def _known(number: float) -> float | None:
    return None if np.isnan(number) else float(number)
