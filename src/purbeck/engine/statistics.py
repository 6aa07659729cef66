"""The second verdict of a measure: every rule of evidence run over its panel."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.assess.assessment import Statistics
from purbeck.assess.finding import Findings
from purbeck.assess.statistical.agreement import agreement
from purbeck.assess.statistical.change_evidence import change_evidence
from purbeck.assess.statistical.outlook import outlook
from purbeck.assess.statistical.recent_trend_as_published import recent_trend_as_published
from purbeck.assess.statistical.trend_evidence import trend_evidence
from purbeck.assess.statistical.variation import assurance, variation
from purbeck.model.policy import Policy
from purbeck.model.verdict import (
    Agreement,
    Assurance,
    ChangeEvidence,
    Outlook,
    TrendEvidence,
    TrendVerdict,
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
    assurance: Findings[Assurance]
    outlook: Findings[Outlook]
    agreement: Findings[Agreement]

    def at(self, row: int) -> Statistics:
        """Give the second verdict on one area."""
        return Statistics(
            trend=self.trend.at(row),
            recent_trend=self.recent_trend.at(row),
            change=self.change.at(row),
            variation=self.variation.at(row),
            assurance=self.assurance.at(row),
            outlook=self.outlook.at(row),
            agreement=self.agreement.at(row),
        )


def statistics_of(
    panel: Panel, policy: Policy, direction: Findings[TrendVerdict]
) -> PanelStatistics:
    """Run the rules of evidence over a panel, and hold the council's own verdict against them."""
    trend, change = trend_evidence(panel, policy), change_evidence(panel, policy)
    varies = variation(panel, policy)
    return PanelStatistics(
        trend=trend,
        recent_trend=recent_trend_as_published(panel, policy),
        change=change,
        variation=varies,
        assurance=assurance(panel, policy),
        outlook=outlook(panel, policy),
        agreement=agreement(direction, trend, change, varies),
    )
