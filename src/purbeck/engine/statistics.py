"""The second verdict of a measure: every rule of evidence run over its panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from purbeck.assess.assessment import PeriodValue, SinceAction, Statistics
from purbeck.assess.finding import Findings
from purbeck.assess.statistical.agreement import agreement
from purbeck.assess.statistical.change_evidence import change_evidence
from purbeck.assess.statistical.control_chart import ControlCharts, control_charts
from purbeck.assess.statistical.counts_chart import counts_chart
from purbeck.assess.statistical.outlook import outlook
from purbeck.assess.statistical.recent_trend_as_published import recent_trend_as_published
from purbeck.assess.statistical.rolling_year import rolling_figures, rolling_year
from purbeck.assess.statistical.run_chart_evidence import run_chart_evidence
from purbeck.assess.statistical.same_season import same_period_last_year
from purbeck.assess.statistical.trend_evidence import trend_evidence
from purbeck.assess.statistical.turned import turned_since
from purbeck.assess.statistical.variation import assurance, variation
from purbeck.methods.forecast import Forecast
from purbeck.model.action import Action
from purbeck.model.policy import Policy
from purbeck.model.verdict import (
    Agreement,
    Assurance,
    ChangeEvidence,
    ComparisonVerdict,
    Outlook,
    Shift,
    TrendEvidence,
    TrendVerdict,
    Turned,
    Variation,
)
from purbeck.panel import Panel


@dataclass(frozen=True, slots=True, eq=False)
class PanelStatistics:
    """The findings of the rules of evidence for every area of a panel."""

    trend: Findings[TrendEvidence]
    recent_trend: Findings[TrendEvidence]
    change: Findings[ChangeEvidence]
    variation: Findings[Variation]
    counts_chart: Findings[Variation]
    run_chart: Findings[Shift]
    assurance: Findings[Assurance]
    outlook: Findings[Outlook]
    agreement: Findings[Agreement]
    same_period_last_year: Findings[ComparisonVerdict]
    rolling_year: Findings[TrendEvidence]
    panel: Panel
    rolling: NDArray[np.float64]
    control: ControlCharts
    turned: tuple[tuple[Action, Findings[Turned]], ...]

    def at(self, row: int) -> Statistics:
        """Give the second verdict on one area."""
        return Statistics(
            trend=self.trend.at(row),
            recent_trend=self.recent_trend.at(row),
            change=self.change.at(row),
            variation=self.variation.at(row),
            counts_chart=self.counts_chart.at(row),
            run_chart=self.run_chart.at(row),
            assurance=self.assurance.at(row),
            outlook=self.outlook.at(row),
            agreement=self.agreement.at(row),
            same_period_last_year=self.same_period_last_year.at(row),
            rolling_year=self.rolling_year.at(row),
            rolling_series=self._years(row),
            control=self.control.at(row),
            turned=tuple(SinceAction(action, found.at(row)) for action, found in self.turned),
        )

    def _years(self, row: int) -> tuple[PeriodValue, ...]:
        return tuple(
            (period, float(year))
            for period, year in zip(self.panel.periods, self.rolling[row], strict=True)
            if not np.isnan(year)
        )


def statistics_of(
    panel: Panel,
    policy: Policy,
    direction: Findings[TrendVerdict],
    actions: Sequence[Action] = (),
    ahead: Forecast | None = None,
    then: Mapping[date, Panel] | None = None,
) -> PanelStatistics:
    """Run the rules of evidence over a panel, and hold the council's own verdict against them.

    Parameters
    ----------
    actions
        Those on the measure; one whose beginning is not known is passed over.
    ahead
        The forecast of the panel's next figures, where it has been made already.
    then
        The measure as known on the days on which actions began.
    """
    began = then or {}
    trend, change = trend_evidence(panel, policy), change_evidence(panel, policy)
    varies = variation(panel, policy)
    return PanelStatistics(
        trend=trend,
        recent_trend=recent_trend_as_published(panel, policy),
        change=change,
        variation=varies,
        counts_chart=counts_chart(panel, policy),
        run_chart=run_chart_evidence(panel, policy),
        assurance=assurance(panel, policy),
        outlook=outlook(panel, policy, ahead),
        agreement=agreement(direction, trend, change, varies),
        same_period_last_year=same_period_last_year(panel, policy),
        rolling_year=rolling_year(panel, policy),
        panel=panel,
        rolling=rolling_figures(panel),
        control=control_charts(panel),
        turned=tuple(
            (action, turned_since(panel, policy, action.started, began.get(action.started)))
            for action in actions
            if action.started is not None
        ),
    )
