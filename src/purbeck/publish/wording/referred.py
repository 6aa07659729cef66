"""The series that a reference is about: its figures as they may be shown, and those picked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.model.errors import InvalidValueError
from purbeck.model.measure import Measure, MeasureKind
from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.period import Period
from purbeck.model.reference_names import comparator_named, comparators_for, period_named
from purbeck.model.reference_parts import PARTS, Part
from purbeck.publish.wording.sentences import WHY_NOT
from purbeck.scorecard import DisclosedScorecard


class CannotBeHadError(Exception):
    """What is asked for is not known, and why; caught where references are resolved."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Picked:
    """One figure: its value or none, its period, and the observation where it is one."""

    value: float | None
    period: Period
    observation: Observation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """A measure of one area as it may be shown.

    Attributes
    ----------
    series
        The disclosed observations, in the order of their periods.
    assessment
        None for another area, a reference series, or a measure of another outcome.
    """

    measure: Measure
    area: str
    area_name: str
    series: tuple[Observation, ...]
    assessment: Assessment | None

    def pick(self, part: Part, argument: str | None) -> Picked:
        """Give the figure that a part names."""
        if part is Part.TARGET:
            return self._target(argument)
        if part is Part.COMPARATOR:
            return self._comparator_figure(argument)
        if part in (Part.LOWEST, Part.HIGHEST):
            return _picked(self._extreme(part))
        if part is Part.AT:
            return _picked(self._at(argument or ""))
        return _picked(self.previous if part is Part.PREVIOUS else self.latest)

    @property
    def latest(self) -> Observation:
        """The last published: a value, or a reason for having none, save for one not yet due."""
        published = [o for o in self.series if o.absence is not Absence.NOT_YET_DUE]
        if not published:
            raise CannotBeHadError(f"no figure has been published for {self.area_name}")
        return published[-1]

    @property
    def previous(self) -> Observation:
        """The last value before the latest."""
        latest = self.latest
        earlier = [o for o in self.series if o.value is not None and o.period < latest.period]
        if not earlier:
            raise CannotBeHadError("there is no earlier figure")
        return earlier[-1]

    def two_values(self) -> tuple[float, float]:
        """Give the previous and the latest value, where the two can be compared."""
        latest, previous = self.latest, self.previous
        if latest.value is None or previous.value is None:
            raise CannotBeHadError(_why_absent(latest))
        since = [o for o in self.series if previous.period < o.period <= latest.period]
        if any(o.status is Status.BREAK for o in since):
            raise CannotBeHadError("a new series begins between the two figures")
        return previous.value, latest.value

    def unbroken(self) -> list[Observation]:
        """Give the values since the series, or the newest part of it, began."""
        kept: list[Observation] = []
        for observation in self.series:
            if observation.status is Status.BREAK:
                kept = []
            if observation.value is not None:
                kept.append(observation)
        return kept

    def held(self, part: Part, argument: str | None) -> ComparatorAssessment:
        """Give the comparator that is named, or the only one."""
        fitting = comparators_for(self.measure, PARTS[part].needs)
        named = None if argument is None else comparator_named(fitting, argument)
        if named is None and (argument is not None or len(fitting) != 1):
            raise CannotBeHadError("the measure has no such comparator, or has several")
        wanted = named or fitting[0]
        return next(h for h in self.judged().comparators if h.comparator.id == wanted.id)

    def judged(self) -> Assessment:
        """Give the assessment; only the organisation's own figures in the outcome have one."""
        if self.assessment is not None:
            return self.assessment
        if self.measure.kind is MeasureKind.REFERENCE_SERIES:
            raise CannotBeHadError("a reference series is not assessed")
        raise CannotBeHadError("it is assessed in the report of another outcome")

    def _at(self, text: str) -> Observation:
        period = self._period(text)
        found = next((o for o in self.series if o.period == period), None)
        if found is None:
            raise CannotBeHadError(f"there is no figure of {period} for {self.area_name}")
        return found

    def _period(self, text: str) -> Period:
        try:
            return period_named(self.measure, text)
        except InvalidValueError as error:
            raise CannotBeHadError(f"'{text}' is no period of the measure") from error

    def _extreme(self, part: Part) -> Observation:
        values = self.unbroken()
        if len(values) < 2:
            raise CannotBeHadError("there are fewer than two values since the series began")
        if part is Part.LOWEST:
            return min(reversed(values), key=lambda o: o.value or 0.0)
        return max(reversed(values), key=lambda o: o.value or 0.0)

    def _target(self, argument: str | None) -> Picked:
        target = self.measure.target
        period = self.latest.period if argument is None else self._period(argument)
        value = None if target is None else target.at(period)
        if value is None:
            raise CannotBeHadError(f"no target is set for {period}")
        return Picked(value, period)

    def _comparator_figure(self, argument: str | None) -> Picked:
        held = self.held(Part.COMPARATOR, argument)
        if held.value is None or held.period is None:
            raise CannotBeHadError(WHY_NOT[held.finding.reason])
        return Picked(held.value, held.period)


def _picked(observation: Observation) -> Picked:
    return Picked(observation.value, observation.period, observation)


def _why_absent(observation: Observation) -> str:
    return f"the figure of {observation.period} is {_ABSENT.get(observation.absence, 'missing')}"


_ABSENT: dict[Absence | None, str] = {
    Absence.SUPPRESSED: "suppressed",
    Absence.NOT_COLLECTED: "not collected",
    Absence.NOT_APPLICABLE: "not applicable",
    Absence.NOT_YET_DUE: "not yet due",
    Absence.WITHDRAWN: "withdrawn",
}


class Shown:
    """What a scorecard may show of each measure and area, looked up once each."""

    def __init__(self, scorecard: DisclosedScorecard) -> None:
        self._scorecard = scorecard
        self._assessed = {each.measure.id: each for each in scorecard.assessments}
        self._found: dict[tuple[str, str], Referred] = {}

    @cached_property
    def _series(self) -> dict[tuple[str, str], list[Observation]]:
        """The figures by measure and area; sorted out once a reference is asked for."""
        series: dict[tuple[str, str], list[Observation]] = defaultdict(list)
        for observation in self._scorecard.observations:
            series[observation.measure, observation.area].append(observation)
        return series

    def areas(self, measure: Measure) -> tuple[str, ...]:
        """Give the areas that have figures of a measure, in the order of the framework."""
        codes = [area.code for area in self._scorecard.framework.areas]
        return tuple(code for code in codes if (measure.id, code) in self._series)

    def of(self, measure: Measure, area: str) -> Referred:
        """Give a measure of an area; a series without any figure is there too."""
        key = measure.id, area
        if key not in self._found:
            own = area == self._scorecard.framework.organisation.area
            series = sorted(self._series.get(key, ()), key=lambda o: o.period.ordinal)
            self._found[key] = Referred(
                measure=measure,
                area=area,
                area_name=self._scorecard.framework.area_name(area),
                series=tuple(series),
                assessment=self._assessed.get(measure.id) if own else None,
            )
        return self._found[key]
