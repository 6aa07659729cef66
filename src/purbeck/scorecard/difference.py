"""Did it make a difference: actions held beside what would have been, and declared contributions.

All is worked out from what may be shown. Nothing here says why a figure is what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from purbeck.assess.assessment import Assessment, SinceAction
from purbeck.assess.finding import Finding
from purbeck.assess.reason import Reason
from purbeck.assess.statistical.beside_others import BesideOthers, beside_others
from purbeck.assess.statistical.contribution import moved_as_declared
from purbeck.assess.statistical.frozen_forecast import FrozenForecast, frozen_forecast
from purbeck.assess.statistical.turned import first_since
from purbeck.model.action import Action
from purbeck.model.area import AreaGroup
from purbeck.model.contribution import Contribution
from purbeck.model.framework import Framework
from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.period import Period
from purbeck.model.verdict import GapEvidence, MovedTogether
from purbeck.panel import Panel, panel_of

Observations = Mapping[str, Sequence[Observation]]
"""What is known, by measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MixturePoint:
    """One period of an area beside its mixture.

    Attributes
    ----------
    own, mixture
        None where there is no figure.
    lower, upper
        What the mixture would have with the least and the greatest gap of a placebo run; None
        before the action, and where there is no bound.
    since
        Whether the action may have touched the period.
    """

    period: Period
    own: float | None
    mixture: float | None
    lower: float | None
    upper: float | None
    since: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Donor:
    """One area that did not act: its part of the mixture, and what its placebo run gave.

    ``left_out`` says why it is none, and then all else is None.
    """

    area: str
    weight: float | None = None
    ratio: float | None = None
    effect: float | None = None
    left_out: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideGroup:
    """What came since an action began, beside a mixture of the areas of its group."""

    group: AreaGroup
    finding: Finding[GapEvidence]
    points: tuple[MixturePoint, ...]
    donors: tuple[Donor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDifference:
    """One action that has begun, and what there is to go by.

    Attributes
    ----------
    since
        What came since, against the forecast of before.
    forecast
        The forecast itself; None where there is none.
    newest_published
        The day on which the newest figure that the forecast rests on came out; None where that
        is not known, or the forecast rests on figures as they are now known.
    beside
        None where the action names no areas to be held beside.
    """

    action: Action
    since: SinceAction
    forecast: FrozenForecast | None
    newest_published: date | None
    beside: BesideGroup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionEvidence:
    """A declared link, both series as they are known, and whether they moved together."""

    declared: Contribution
    measure: Measure
    indicator: Measure
    finding: Finding[MovedTogether]
    of_measure: tuple[tuple[Period, float], ...]
    of_indicator: tuple[tuple[Period, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What there is to go by on whether what was done made a difference to an outcome."""

    actions: tuple[ActionDifference, ...] = ()
    contributions: tuple[ContributionEvidence, ...] = ()

    def actions_on(self, indicator: str) -> tuple[ActionDifference, ...]:
        """Give those of one indicator."""
        return tuple(each for each in self.actions if each.action.indicator == indicator)

    def contributions_to(self, indicator: str) -> tuple[ContributionEvidence, ...]:
        """Give the links that lead to one indicator."""
        return tuple(each for each in self.contributions if each.declared.indicator == indicator)


NOTHING_DONE = Difference()
"""Of an outcome without actions and without declared contributions."""


def difference_of(
    framework: Framework,
    actions: Sequence[Action],
    assessments: Sequence[Assessment],
    known: Observations,
    then: Mapping[date, Sequence[Observation]],
) -> Difference:
    """Work out what there is to go by on the indicators assessed.

    Parameters
    ----------
    actions
        Of the workspace; those that have begun are taken.
    assessments
        Of the outcome, of the organisation's own area.
    known
        What may be shown of every measure, as known on the day of the report.
    then
        The same as known on the days on which actions began.
    """
    by_id = {assessment.measure.id: assessment for assessment in assessments}
    return Difference(
        actions=tuple(
            _action(framework, since, assessment, known, then)
            for assessment in assessments
            for since in assessment.statistics.turned
            if since.action in actions
        ),
        contributions=tuple(
            _contribution(framework, declared, known)
            for declared in framework.contributions
            if declared.indicator in by_id
        ),
    )


def _action(
    framework: Framework,
    since: SinceAction,
    assessment: Assessment,
    known: Observations,
    then: Mapping[date, Sequence[Observation]],
) -> ActionDifference:
    action, area, measure = since.action, assessment.area, assessment.measure
    started = action.started
    assert started is not None  # as what has not begun has nothing since
    figures = known.get(measure.id, ())
    own = panel_of(measure, [o for o in figures if o.area == area], (area,))
    before = _dated(then.get(started, ()), measure, area)
    forecast = frozen_forecast(own, area, started, panel_of(measure, before, (area,)))
    if forecast is not None and not forecast.frozen:
        before = []
    rests_on = {period for period, _ in forecast.rests_on} if forecast else set()
    published = [o.published for o in before if o.period in rests_on and o.published]
    return ActionDifference(
        action=action,
        since=since,
        forecast=forecast,
        newest_published=max(published, default=None),
        beside=_beside(framework, action, measure, area, figures) if action.beside else None,
    )


def _dated(figures: Sequence[Observation], measure: Measure, area: str) -> list[Observation]:
    """Give what was known of an area then; none where no figure of it has a date."""
    own = [o for o in figures if o.measure == measure.id and o.area == area]
    return own if any(o.published is not None for o in own) else []


def _beside(
    framework: Framework,
    action: Action,
    measure: Measure,
    area: str,
    figures: Sequence[Observation],
) -> BesideGroup:
    group = framework.group(action.beside)
    donors = [member for member in dict.fromkeys(group.members) if member != area]
    of_them = [o for o in figures if o.area in {area, *donors}]
    panel = panel_of(measure, of_them, (area,))
    assert action.started is not None
    found = beside_others(panel, area, donors, action.started)
    return BesideGroup(
        group=group,
        finding=found.finding,
        points=_points(panel, area, found, first_since(panel, action.started)),
        donors=tuple(_donors(panel, donors, found)),
    )


def _points(panel: Panel, area: str, found: BesideOthers, begins: int) -> tuple[MixturePoint, ...]:
    """Give every period from the first to the last that is compared, one without a figure too."""
    control, row = found.control, panel.row(area)
    lower, upper = control.placebo_band()
    compared = control.before | control.after
    used = np.flatnonzero(compared)
    if not len(used):
        return ()
    return tuple(
        MixturePoint(
            period=panel.periods[at],
            own=_given(panel.value[row, at]) if compared[at] else None,
            mixture=_given(control.synthetic[at]),
            lower=_given(lower[at]),
            upper=_given(upper[at]),
            since=at >= begins,
        )
        for at in range(int(used[0]), int(used[-1]) + 1)
    )


def _donors(panel: Panel, donors: Sequence[str], found: BesideOthers) -> Iterator[Donor]:
    """Give those with a part in the mixture first, the largest at the head; left out ones last."""
    known = [one for one in donors if one in panel.areas]
    at = {area: place for place, area in enumerate(known)}
    used = [area for area in donors if area not in found.left_out]
    control = found.control
    for area in sorted(used, key=lambda one: -found.weights.get(one, 0.0)):
        yield Donor(
            area=area,
            weight=_given(control.weight[at[area]]),
            ratio=_given(control.placebo_ratio[at[area]]),
            effect=_given(control.placebo_effect[at[area]]),
        )
    for area, reason in found.left_out.items():
        yield Donor(area=area, left_out=reason)


def _given(figure: float) -> float | None:
    return float(figure) if np.isfinite(figure) else None


def _contribution(
    framework: Framework, declared: Contribution, known: Observations
) -> ContributionEvidence:
    area = framework.organisation.area
    series = (declared.measure, declared.indicator)
    measure, indicator = (
        panel_of(framework.measure(one), [o for o in known.get(one, ()) if o.area == area], (area,))
        for one in series
    )
    return ContributionEvidence(
        declared=declared,
        measure=measure.measure,
        indicator=indicator.measure,
        finding=moved_as_declared(measure, indicator, declared).at(0),
        of_measure=_figures(measure),
        of_indicator=_figures(indicator),
    )


def _figures(panel: Panel) -> tuple[tuple[Period, float], ...]:
    return tuple(
        (period, float(panel.value[0, at]))
        for at, period in enumerate(panel.periods)
        if panel.present[0, at]
    )
