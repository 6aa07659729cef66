"""Returns: what is due from whom on a day, and how healthy the figures of each service are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from purbeck.assess.overdue import overdue_of
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure, MeasureKind, PopulationIndicator
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.model.workspace import Workspace
from purbeck.publish.due_dates import latest_come, next_figure
from purbeck.publish.wording.figures import counted, day
from purbeck.store.history import History

SOON = 28
"""Days before its due date from which a figure is due soon: four weeks; our own choice."""

NO_SERVICE = "No service named"
"""Where the measures stand whose owners, and the lead officers above them, have no team."""


class ReturnState(Enum):
    """How the next figure of a measure stands on a day; the order is that of urgency."""

    OVERDUE = "overdue"
    """Its due date is past; on the day itself it is not."""
    DUE_SOON = "due-soon"
    """It is due today or within the days that count as soon, the last of them included."""
    LATER = "later"
    """Its period has ended, and it is due later than soon."""
    UP_TO_DATE = "up-to-date"
    """Its period has not ended, and it is not due soon: nothing can be owed."""
    UNDATED = "undated"
    """Fewer than two releases are known, so that nothing tells when it is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What is owed of one measure.

    Attributes
    ----------
    period
        Of the next figure; None where none has ever come.
    on
        When it is due; None where nothing tells.
    stale
        Whether the newest figure is old by the library's rule (``assess.overdue``).
    evidence
        What the date rests on, in sentences.
    key
        What a calendar knows the due date by; empty where there is none.
    """

    measure: Measure
    state: ReturnState
    period: Period | None
    on: date | None
    stale: bool
    evidence: str
    days_late: int = 0
    key: str = ""

    @property
    def is_owed(self) -> bool:
        """Whether a figure could be brought now: its period has ended, or its day is near."""
        return self.state in (ReturnState.OVERDUE, ReturnState.DUE_SOON, ReturnState.LATER)


def returns_on(workspace: Workspace, on: date, soon: int = SOON) -> tuple[Return, ...]:
    """Say of every indicator and performance measure how its next figure stands on a day.

    Figures of the organisation's own area count, as they were known on the day.
    """
    framework = workspace.framework
    own: dict[str, list[Observation]] = defaultdict(list)
    for each in workspace.observations:
        known = each.published is None or each.published <= on
        if known and each.area == framework.organisation.area:
            own[each.measure].append(each)
    return tuple(
        _return(measure, own[measure.id], on, soon)
        for measure in framework.measures
        if measure.kind is not MeasureKind.REFERENCE_SERIES
    )


def _return(measure: Measure, known: list[Observation], on: date, soon: int) -> Return:
    stale = overdue_of(History(known).known_on(on), on) is not None
    figure = next_figure(measure, known)
    if figure is None:
        latest = latest_come(known)
        period = None if latest is None else latest.next()
        said = "Fewer than two releases with a date are known, so that no due date can be told."
        state = ReturnState.UNDATED
        return Return(
            measure=measure, state=state, period=period, on=None, stale=stale, evidence=said
        )
    return Return(
        measure=measure,
        state=_state(figure.period, figure.on, on, soon),
        period=figure.period,
        on=figure.on,
        stale=stale,
        evidence=figure.evidence(on),
        days_late=max(0, (on - figure.on).days),
        key=figure.key,
    )


def _state(period: Period, due: date, on: date, soon: int) -> ReturnState:
    if due < on:
        return ReturnState.OVERDUE
    if (due - on).days <= soon:
        return ReturnState.DUE_SOON
    return ReturnState.LATER if period.last_day < on else ReturnState.UP_TO_DATE


def due_words(each: Return) -> str:
    """Say when a figure is due, and how late it is.

    Examples
    --------
    See ``tests/unit/test_returns.py``.
    """
    if each.on is None:
        return "No date can be told"
    late = f", {counted(each.days_late, 'day')} late" if each.days_late else ""
    return f"{day(each.on)}{late}"


def lead_officers(framework: Framework) -> Mapping[str, tuple[str, ...]]:
    """Give the officers above the owners of each measure, by its id; none where none is named.

    Of an indicator it is the outcome lead officer; of a performance measure they are the lead
    officers of its indicator, or the outcome lead officer where it has none.
    """
    found: dict[str, tuple[str, ...]] = {}
    for indicator in _indicators(framework):
        lead = (indicator.outcome_lead,) if indicator.outcome_lead else ()
        found[indicator.id] = lead
        found |= {measure.id: indicator.owners or lead for measure in indicator.measures}
    return found


def services_of(framework: Framework) -> Mapping[str, tuple[str, ...]]:
    """Give the services that answer for each measure, by its id.

    They are the teams of its owners; where none has one, those of the officers above them;
    else ``NO_SERVICE``.
    """
    teams = {officer.id: officer.team for officer in framework.officers}
    above = lead_officers(framework)

    def named(officers: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(team for each in officers if (team := teams.get(each, ""))))

    return {
        measure.id: named(measure.owners) or named(above[measure.id]) or (NO_SERVICE,)
        for indicator in _indicators(framework)
        for measure in (indicator, *indicator.measures)
    }


def _indicators(framework: Framework) -> Iterator[PopulationIndicator]:
    for outcome in framework.outcomes:
        yield from outcome.indicators


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceHealth:
    """The figures of one service, counted.

    Attributes
    ----------
    owed
        Measures of which a figure could be brought now, those that are late among them.
    late, stale, ownerless
        Measures past their due date, with an old newest figure, and without an owner. One
        measure can be all three.
    in_order
        Measures that are none of the three.
    """

    service: str
    measures: int
    owed: int
    late: int
    stale: int
    ownerless: int
    in_order: int

    @property
    def score(self) -> float:
        """The share of measures in order, per cent; a service has one measure at least."""
        return 100.0 * self.in_order / self.measures


def health_of(framework: Framework, returns: Iterable[Return]) -> tuple[ServiceHealth, ...]:
    """Count the returns of each service, by its name; a measure of two services counts in both."""
    services = services_of(framework)
    by_service: dict[str, list[Return]] = defaultdict(list)
    for each in returns:
        for service in services[each.measure.id]:
            by_service[service].append(each)
    # Services that are named come by name and not by score; the measures of none come last.
    ordered = sorted(by_service, key=lambda name: (name == NO_SERVICE, name.casefold()))
    return tuple(_health(name, by_service[name]) for name in ordered)


def _health(service: str, returns: list[Return]) -> ServiceHealth:
    late = [each.state is ReturnState.OVERDUE for each in returns]
    ownerless = [not each.measure.owners for each in returns]
    wrong = [
        is_late or each.stale or has_none
        for each, is_late, has_none in zip(returns, late, ownerless, strict=True)
    ]
    return ServiceHealth(
        service=service,
        measures=len(returns),
        owed=sum(each.is_owed for each in returns),
        late=sum(late),
        stale=sum(each.stale for each in returns),
        ownerless=sum(ownerless),
        in_order=len(returns) - sum(wrong),
    )
