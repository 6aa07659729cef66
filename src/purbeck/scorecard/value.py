"""Value for money of an outcome's services, from disclosed figures alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from purbeck.areas.functions import function_codes
from purbeck.assess.cost_of_service import costs_of
from purbeck.assess.invest_to_save import saving_since
from purbeck.assess.latest import latest_of
from purbeck.assess.neighbour_position import Neighbourhood
from purbeck.assess.reason import Reason
from purbeck.assess.value_for_money import (
    CostBesideOutcome,
    cost_and_outcome_moved,
    cost_beside_outcome,
)
from purbeck.assess.value_questions import value_questions
from purbeck.engine import observations_by_measure
from purbeck.methods.real_terms import Deflator, gdp_deflator
from purbeck.model.action import Action
from purbeck.model.framework import Framework, Outcome
from purbeck.model.observation import Observation, Status
from purbeck.model.period import Period, PeriodKind
from purbeck.model.value_for_money import CostAndOutcome, ValueForMoney, ValueQuestion
from purbeck.panel import Panel, panel_of
from purbeck.panel.panel import status_code
from purbeck.scorecard.value_standing import (
    Answer,
    Deviations,
    Saving,
    SavingOfYear,
    ValuePlace,
    ValueStanding,
)

OWN = 0
"""The row of the organisation's own area; its neighbours follow."""


def values_of(
    framework: Framework,
    outcome: Outcome,
    figures: Sequence[Observation],
    actions: Sequence[Action],
    deflator: Deflator | None = None,
) -> tuple[ValueStanding, ...]:
    """Assess every declared service whose outcome is a measure of an outcome, in order.

    Parameters
    ----------
    figures
        What is known and may be shown, as it is assessed.
    actions
        Those that are to save on a cost are set beside the service that has it as its cost; of
        several services with one cost, beside the first.
    """
    ids = {measure.id for measure in outcome.measures}
    declared = [each for each in framework.values if each.outcome in ids]
    if not declared:
        return ()
    by_measure = observations_by_measure(figures)
    held, found = gdp_deflator() if deflator is None else deflator, []
    owed = list(actions)
    for each in declared:
        own = [action for action in owed if action.saves_on == each.cost]
        owed = [action for action in owed if action not in own]
        found.append(_Service(framework, each, by_measure, held).standing(own))
    return tuple(found)


class _Service:
    """One declared service, with its panels laid out for the area and its neighbours."""

    def __init__(
        self,
        framework: Framework,
        declared: ValueForMoney,
        figures: Mapping[str, Sequence[Observation]],
        deflator: Deflator,
    ) -> None:
        self._framework, self._declared, self._figures = framework, declared, figures
        own = framework.organisation.area
        self._group = framework.group(declared.group)
        self._areas = (own, *(each for each in self._group.members if each != own))
        self._near = self._neighbourhood()
        self._spend = self._panel(declared.cost)
        base = declared.prices or _latest_year(self._spend, deflator)
        self._costs = costs_of(
            self._spend,
            self._panel(declared.denominator),
            base=base,
            deflator=deflator,
            per=declared.per,
        )
        self._outcome = self._panel(declared.outcome)

    def standing(self, actions: Sequence[Action]) -> ValueStanding:
        """Assess the service, and what the actions were to save on it."""
        now = cost_beside_outcome(self._costs, self._outcome, self._near, self._only_spend())
        places = list(self._places())
        since, movement = self._movement([at for at, _ in places])
        deflator = self._costs.deflator
        return ValueStanding(
            declared=self._declared,
            group_name=self._group.name,
            year=_period(self._costs.panel, int(now.cost_column[OWN])),
            prices=self._costs.base,
            outcome=self._outcome.measure,
            outcome_period=_period(self._outcome, int(now.outcome_column[OWN])),
            quadrant=now.quadrant.at(OWN),
            cost=now.cost.at(OWN),
            effect=now.outcome.at(OWN),
            movement=None if movement is None else movement.quadrant.at(OWN),
            since=since,
            answers=tuple(self._answers()),
            path=tuple(place for _, place in places),
            neighbours=tuple(self._beside(now)),
            savings=tuple(self._saving(action) for action in actions if action.invest_to_save),
            without=tuple(self._without([at for at, _ in places])),
            opens=_opens(self._costs.panel),
            deflator=deflator.name,
            deflator_on=deflator.published,
        )

    def _only_spend(self) -> int | None:
        """Give the latest year of spend where no year has a cost, so that the reason is its own."""
        if self._costs.panel.present[OWN].any() or not self._spend.present[OWN].any():
            return None
        return int(latest_of(self._spend).latest[OWN])

    def _panel(self, measure_id: str) -> Panel:
        """Lay a measure out; an area that is not asked for is left out."""
        held = [o for o in self._figures.get(measure_id, ()) if o.area in self._areas]
        return panel_of(self._framework.measure(measure_id), held, self._areas)

    def _neighbourhood(self) -> Neighbourhood:
        """Give the own area every other as a neighbour; the others have none."""
        count = len(self._areas)
        rows = np.full((count, max(count - 1, 1)), -1, dtype=np.intp)
        rows[OWN, : count - 1] = np.arange(1, count)
        return Neighbourhood(
            rows=rows, functions=function_codes(self._declared.service, self._areas)
        )

    def _places(self) -> Iterator[tuple[int, ValuePlace]]:
        """Give the own area's place in each year in which it has one, with the year's column."""
        before: tuple[int, int] | None = None
        for column in range(len(self._costs.panel.periods)):
            found = cost_beside_outcome(self._costs, self._outcome, self._near, column)
            there = int(found.outcome_column[OWN])
            evidence = found.quadrant.at(OWN).evidence
            cost, outcome = (_away(evidence, side) for side in ("cost", "outcome"))
            if cost is None or outcome is None:
                continue
            begins = before is not None and (
                _broken(self._costs.panel, before[0], column)
                or _broken(self._outcome, before[1], there)
            )
            before = column, there
            place = self._place(OWN, column, there, cost, outcome)
            yield column, replace(place, begins=begins)

    def _without(self, columns: list[int]) -> Iterator[tuple[Period, Reason]]:
        """Give each year of the own area's spend that has no place, with why."""
        for column, period in enumerate(self._costs.panel.periods):
            if column not in columns and self._spend.present[OWN, column]:
                found = cost_beside_outcome(self._costs, self._outcome, self._near, column)
                lies = found.quadrant.at(OWN)
                if lies.verdict is CostAndOutcome.CANNOT_BE_ASSESSED:
                    yield period, lies.reason

    def _place(
        self, row: int, column: int, there: int, cost: Deviations, outcome: Deviations
    ) -> ValuePlace:
        area = self._areas[row]
        return ValuePlace(
            area=area,
            area_name=self._framework.area_name(area),
            period=self._costs.panel.periods[column],
            cost=float(self._costs.panel.value[row, column]),
            outcome=float(self._outcome.value[row, there]),
            cost_away=cost,
            outcome_away=outcome,
        )

    def _beside(self, now: CostBesideOutcome) -> Iterator[ValuePlace]:
        """Give the places of the neighbours that the area's latest is held against."""
        column, there = int(now.cost_column[OWN]), int(now.outcome_column[OWN])
        evidence = now.quadrant.at(OWN).evidence
        if _away(evidence, "cost") is None or _away(evidence, "outcome") is None:
            return
        for row in self._near.rows[OWN][self._near.comparable[OWN]]:
            value = float(self._costs.panel.value[row, column])
            result = float(self._outcome.value[row, there])
            if not np.isnan(value) and self._outcome.present[row, there]:
                cost, outcome = (
                    (figure - evidence[f"{side}_median"]) / evidence[f"{side}_deviation"]
                    for side, figure in (("cost", value), ("outcome", result))
                )
                yield self._place(
                    int(row), column, there, (cost, cost, cost), (outcome, outcome, outcome)
                )

    def _movement(self, columns: list[int]) -> tuple[Period | None, CostBesideOutcome | None]:
        """Compare the latest year with the earliest of its series, or of all where it has none."""
        if len(columns) < 2:
            return None, None
        last = columns[-1]
        found = [
            (first, cost_and_outcome_moved(self._costs, self._outcome, self._near, first, last))
            for first in columns[:-1]
        ]
        whole = [
            each
            for each in found
            if each[1].quadrant.at(OWN).verdict is not CostAndOutcome.CANNOT_BE_ASSESSED
        ]
        first, moved = (whole or found)[0]
        return self._costs.panel.periods[first], moved

    def _answers(self) -> Iterator[Answer]:
        declared = self._declared
        ids = filter(None, (declared.measure_of(question) for question in ValueQuestion))
        panels = {measure: self._panel(measure) for measure in ids}
        found = value_questions(declared, panels, self._near)
        for question in ValueQuestion:
            measure, finding = declared.measure_of(question), found[question]
            yield Answer(
                question,
                self._framework.measure(measure) if measure else None,
                None if finding is None else finding.at(OWN),
            )

    def _saving(self, action: Action) -> Saving:
        declared, panel = action.invest_to_save, self._costs.panel
        assert declared is not None  # as it was asked for
        ended = [
            at
            for at, period in enumerate(panel.periods)
            if action.started is not None and period.last_day < action.started
        ]
        priced = declared.prices.year in self._costs.deflator.years
        years = []
        for period, expected in declared.expected:
            finding = None
            column = panel.periods.index(period) if period in panel.periods else -1
            if priced and ended and column > ended[-1] and panel.present[OWN, column]:
                found = saving_since(
                    self._costs, self._near, declared, before=ended[-1], column=column
                )
                finding = found.at(OWN)
            years.append(SavingOfYear(period=period, expected=expected, finding=finding))
        return Saving(action, tuple(years))


def _away(evidence: Mapping[str, float], side: str) -> Deviations | None:
    """Give a distance in deviations; None where there is none, or the neighbours do not differ."""
    names = [f"{side}_{name}" for name in ("distance", "lower", "upper", "deviation")]
    if any(name not in evidence for name in names):
        return None
    distance, lower, upper, deviation = (evidence[name] for name in names)
    return (distance / deviation, lower / deviation, upper / deviation) if deviation else None


def _latest_year(spend: Panel, deflator: Deflator) -> Period:
    """Give the latest year of the area's spend that has a price index, else the latest that has."""
    held = [
        period.year
        for column, period in enumerate(spend.periods)
        if spend.present[OWN, column] and period.year in deflator.years
    ]
    return Period(PeriodKind.FINANCIAL_YEAR, max(held, default=deflator.years[-1]))


def _period(panel: Panel, column: int) -> Period | None:
    return panel.periods[column] if column >= 0 else None


def _opens(panel: Panel) -> Period | None:
    """Give the period with which the own area's latest series begins; None for one series."""
    breaks = np.flatnonzero(panel.status[OWN] == status_code(Status.BREAK))
    return panel.periods[int(breaks[-1])] if breaks.size else None


def _broken(panel: Panel, earlier: int, later: int) -> bool:
    opens = panel.status[OWN, earlier + 1 : later + 1] == status_code(Status.BREAK)
    return bool(opens.any())
