"""How a measure stands in one edition: what its report says of it, as plain values.

An edition may be of years ago, and its figures may be kept apart from it. So a state is made from
an assessment of today or from the record that the edition published, and nothing in it asks which.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from purbeck.assess.assessment import Assessment
from purbeck.model.framework import Framework
from purbeck.model.measure import MeasureKind
from purbeck.model.observation import Absence, Observation
from purbeck.model.unit import UnitCode
from purbeck.model.verdict import Rag, TrendVerdict
from purbeck.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FigureState:
    """A figure as it is read: the words of its period and status, and its value if any."""

    period: str
    value: float | None
    status: str
    """``final``, ``provisional`` and so on, or the reason for having no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparatorState:
    """A comparator's figure and the verdict on it, as they are read."""

    id: str
    label: str
    period: str | None
    value: float | None
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureState:
    """One measure as one edition has it.

    Attributes
    ----------
    outcome
        The id of its outcome; empty where that is not known.
    """

    measure: str
    number: str
    name: str
    kind: MeasureKind
    unit: UnitCode
    polarity: str
    decimals: int
    latest: FigureState | None
    previous: FigureState | None
    trend: TrendVerdict
    trend_rag: Rag
    rag: Rag
    comparators: tuple[ComparatorState, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An edition that was issued, as far as it is at hand.

    Attributes
    ----------
    on
        The day as known on which it was made.
    workspace
        What it was made from; None where that is kept apart and is not there.
    program
        The version of the program that made it.
    """

    edition: str
    on: date
    states: tuple[MeasureState, ...]
    workspace: Workspace | None = None
    program: str = ""


def states_of(framework: Framework, assessments: Sequence[Assessment]) -> tuple[MeasureState, ...]:
    """Give the state of each measure that was assessed, with the outcome that it belongs to."""
    outcomes = {m.id: outcome.id for outcome in framework.outcomes for m in outcome.measures}
    return tuple(_state(each, outcomes.get(each.measure.id, "")) for each in assessments)


def without(state: MeasureState, hidden: Collection[tuple[str, str]]) -> MeasureState:
    """Take the figures out of a state that may not be shown beside those of today.

    Parameters
    ----------
    hidden
        The measures and periods whose figures are suppressed now.
    """

    def shown(figure: FigureState | None) -> FigureState | None:
        if figure is None or (state.measure, figure.period) not in hidden:
            return figure
        return FigureState(figure.period, None, Absence.SUPPRESSED.value)

    return replace(state, latest=shown(state.latest), previous=shown(state.previous))


def _state(assessment: Assessment, outcome: str) -> MeasureState:
    measure = assessment.measure
    return MeasureState(
        measure=measure.id,
        number=measure.number,
        name=measure.name,
        kind=measure.kind,
        unit=measure.unit.code,
        polarity=measure.polarity.value,
        decimals=measure.decimals,
        latest=_figure(assessment.latest),
        previous=_figure(assessment.previous),
        trend=assessment.trend.verdict,
        trend_rag=assessment.trend_rag,
        rag=assessment.rag,
        comparators=tuple(
            ComparatorState(
                id=held.comparator.id,
                label=held.comparator.label,
                period=None if held.period is None else held.period.label,
                value=held.value,
                verdict=held.finding.verdict.value,
            )
            for held in assessment.comparators
        ),
        outcome=outcome,
    )


def _figure(observation: Observation | None) -> FigureState | None:
    if observation is None:
        return None
    absent = observation.absence
    status = observation.status.value if absent is None else absent.value
    return FigureState(observation.period.label, observation.value, status)
