"""What is due and when: actions by their dates, and figures by when figures have come before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import groupby
from statistics import median

from purbeck.model.action import Action, ActionStatus
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.observation import Absence, Observation
from purbeck.model.period import Period
from purbeck.model.workspace import Workspace
from purbeck.publish.wording.figures import counted, day

LEAST_RELEASES = 2
"""Releases without which no lag is called usual; our own choice, as one tells no custom."""
MOST_RELEASES = 5
"""The latest releases that the usual lag is learnt from; our own choice, as publishers change."""


class DueKind(Enum):
    """What is due."""

    ACTION = "Action"
    FIGURE = "Figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """One thing that is due on a day.

    Attributes
    ----------
    key
        Unique, and the same in every calendar made of the same thing.
    evidence
        What the date rests on, and who is to act, in sentences.
    """

    key: str
    kind: DueKind
    on: date
    title: str
    evidence: str


@dataclass(frozen=True, slots=True)
class UsualLag:
    """How long after the end of its period a figure has come: the median, and the extremes."""

    days: int
    least: int
    most: int
    releases: int


@dataclass(frozen=True, slots=True)
class DueDates:
    """Everything that is due, by date, and the measures whose next date nothing tells."""

    due: tuple[DueDate, ...]
    undated: tuple[Measure, ...]


def due_dates(workspace: Workspace, on: date | None = None) -> DueDates:
    """Find what is due: actions that are open, and the next figure of each measure.

    A figure has a date where at least two releases of the measure's figures are known with their
    dates: the end of its period and the median lag of the latest five. Nothing else is guessed.
    """
    on = on or workspace.framework.report.on
    framework = workspace.framework
    found = [each for action in workspace.actions for each in _action(framework, action, on)]
    undated = []
    area = framework.organisation.area
    for measure in framework.measures:
        if measure.kind is MeasureKind.REFERENCE_SERIES:
            continue
        known = [
            each
            for each in workspace.observations
            if each.measure == measure.id
            and each.area == area
            and (each.published is None or each.published <= on)
        ]
        due = _figure(measure, known, on)
        if due is None:
            undated.append(measure)
        else:
            found.append(due)
    return DueDates(tuple(sorted(found, key=lambda d: (d.on, d.key))), tuple(undated))


def _action(framework: Framework, action: Action, on: date) -> Iterator[DueDate]:
    if action.due is None or action.status in (ActionStatus.DONE, ActionStatus.STOPPED):
        return
    officer = framework.officer(action.owner)
    indicator = framework.measure(action.indicator)
    overdue = " It is overdue." if action.is_overdue(on) else ""
    said = [
        f"Owner: {officer.name if officer else 'not named'}.",
        f"Indicator: {f'{indicator.number} {indicator.name}'.strip()}.",
        f"Status: {action.status.value.replace('-', ' ')}.{overdue}",
        action.note,
    ]
    yield DueDate(
        key=f"action-{action.id}",
        kind=DueKind.ACTION,
        on=action.due,
        title=f"Action due: {action.title}",
        evidence="\n".join(filter(None, said)),
    )


def _figure(measure: Measure, known: Iterable[Observation], on: date) -> DueDate | None:
    """Say when the figure after the latest may be expected; None where nothing tells."""
    figure = next_figure(measure, known)
    if figure is None:
        return None
    return DueDate(
        key=figure.key,
        kind=DueKind.FIGURE,
        on=figure.on,
        title=f"Figure expected: {measure.number} {measure.name}, {figure.period}".replace(
            "  ", " "
        ),
        evidence=figure.evidence(on),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NextFigure:
    """The figure of a measure after the latest that came, and the day on which it is due."""

    measure: Measure
    period: Period
    on: date
    lag: UsualLag

    @property
    def key(self) -> str:
        """What tells it from everything else that is due, in every calendar alike."""
        return f"figure-{self.measure.id}-{self.period.label.replace(' ', '-').lower()}"

    def evidence(self, on: date) -> str:
        """Say what the day rests on, and whether the figure is late on a day."""
        late = f" It had not come by {day(on)}." if self.on < on else ""
        source = f" Source: {self.measure.source}." if self.measure.source else ""
        return f"{_lag_sentence(self.lag, self.period)}{late}{source}"


def next_figure(measure: Measure, known: Iterable[Observation]) -> NextFigure | None:
    """Say when the figure after the latest is due: the end of its period, and the usual lag.

    None where no figure has come, or where fewer than two releases tell a lag. A row that says
    only that a figure is awaited is no figure; one that says why there is none is.
    """
    observations = list(known)
    lag = usual_lag(observations)
    latest = latest_come(observations)
    if lag is None or latest is None:
        return None
    period = latest.next()
    expected = period.last_day + timedelta(days=lag.days)
    return NextFigure(measure=measure, period=period, on=expected, lag=lag)


def latest_come(known: Iterable[Observation]) -> Period | None:
    """Give the latest period for which a figure, or the reason for having none, has come."""
    come = [each.period for each in known if each.absence is not Absence.NOT_YET_DUE]
    return max(come, key=lambda each: each.ordinal, default=None)


def _lag_sentence(lag: UsualLag, period: Period) -> str:
    """Say what the usual lag is and what it was learnt from."""
    came = _apart(lag.days)
    if lag.least != lag.most:
        came = f"from {_apart(lag.least)} to {_apart(lag.most)}, with {came} in the middle"
    return (
        f"Usual lag, learnt from the last {lag.releases} releases: {came}. {period} ends on "
        f"{day(period.last_day)}. No date has been announced."
    )


def _apart(days: int) -> str:
    """Say how far a release lies from the end of its period; many come before a year is out.

    Examples
    --------
    >>> _apart(31), _apart(0), _apart(-1)
    ('31 days after the period ends', 'on the day the period ends', '1 day before the period ends')
    """
    if days == 0:
        return "on the day the period ends"
    side = "after" if days > 0 else "before"
    return f"{counted(abs(days), 'day')} {side} the period ends"


def usual_lag(observations: Iterable[Observation]) -> UsualLag | None:
    """Learn from the dates of release how long after its period a figure comes.

    Of a release that brings several periods only the latest counts, since the others are history
    and tell nothing of a lag; of a figure that was revised, only its first release does. With
    fewer than two releases there is no usual lag.

    Examples
    --------
    See ``tests/unit/test_due_dates.py``.
    """
    first: dict[int, Observation] = {}
    for each in observations:
        if each.published is None or each.absence is Absence.NOT_YET_DUE:
            continue
        held = first.get(each.period.ordinal)
        if held is None or held.published is None or each.published < held.published:
            first[each.period.ordinal] = each
    released = sorted(
        ((each.published, each.period) for each in first.values() if each.published),
        key=lambda pair: (pair[0], pair[1].ordinal),
    )
    latest = [list(of_day)[-1] for _, of_day in groupby(released, key=lambda pair: pair[0])]
    lags = [(published - period.last_day).days for published, period in latest][-MOST_RELEASES:]
    if len(lags) < LEAST_RELEASES:
        return None
    return UsualLag(round(median(lags)), min(lags), max(lags), len(lags))
