"""What stands out in an outcome: counts by colour and trend, and what they suggest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from purbeck.assess.assessment import Assessment
from purbeck.model.measure import MeasureKind, PopulationIndicator
from purbeck.model.policy import Policy
from purbeck.model.risk import CorporateRisk, RiskLevel
from purbeck.model.verdict import Rag, TrendVerdict


class FocusReason(Enum):
    """Why an indicator is suggested as an area of focus."""

    COLOUR_AND_TREND = "colour-and-trend"
    """The policy names its colour with its trend."""
    MEASURES_WORSENING = "measures-worsening"
    """It cannot be assessed itself, and some of its performance measures are worsening."""


@dataclass(frozen=True, slots=True)
class AreaOfFocus:
    """An indicator that deserves a closer look, and why."""

    assessment: Assessment
    reason: FocusReason
    worsening: tuple[Assessment, ...]
    """Those of its performance measures that are worsening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The executive summary as counts and lists, none of them typed by hand.

    Attributes
    ----------
    indicators
        How many population indicators have each colour.
    focus
        The indicators that the policy suggests as areas of focus.
    measures
        How many performance measures have each trend.
    worsening
        The performance measures that are worsening.
    risks
        How many risks have each level.
    high_risks, unassigned_risks
        Those of high level, and those that bear on no indicator.
    overdue
        The indicators and measures whose newest figure is old on the day of the report.
    """

    indicators: Mapping[Rag, int]
    focus: tuple[AreaOfFocus, ...]
    measures: Mapping[TrendVerdict, int]
    worsening: tuple[Assessment, ...]
    risks: Mapping[RiskLevel, int]
    high_risks: tuple[CorporateRisk, ...]
    unassigned_risks: tuple[CorporateRisk, ...]
    overdue: tuple[Assessment, ...] = ()


def summarise(
    assessments: Sequence[Assessment], risks: Sequence[CorporateRisk], policy: Policy
) -> Summary:
    """Count and pick out what an executive summary has to say.

    Every colour, trend and level has its count, 0 where there is none. The lists keep the
    order of the framework and of the register.
    """
    indicators = [a for a in assessments if a.measure.kind is MeasureKind.POPULATION_INDICATOR]
    measures = [a for a in assessments if a.measure.kind is MeasureKind.PERFORMANCE_MEASURE]
    worsening = tuple(a for a in measures if a.trend.verdict is TrendVerdict.WORSENING)
    colours = Counter(assessment.rag for assessment in indicators)
    trends = Counter(assessment.trend.verdict for assessment in measures)
    levels = Counter(risk.level for risk in risks)
    return Summary(
        indicators={rag: colours[rag] for rag in Rag},
        focus=tuple(_focus(indicators, worsening, policy)),
        measures={verdict: trends[verdict] for verdict in TrendVerdict},
        worsening=worsening,
        risks={level: levels[level] for level in RiskLevel},
        high_risks=tuple(risk for risk in risks if risk.level is RiskLevel.HIGH),
        unassigned_risks=tuple(risk for risk in risks if not risk.indicators),
        overdue=tuple(a for a in assessments if a.overdue is not None),
    )


def _focus(
    indicators: Sequence[Assessment], worsening: Sequence[Assessment], policy: Policy
) -> Iterator[AreaOfFocus]:
    for assessment in indicators:
        assert isinstance(assessment.measure, PopulationIndicator)  # by its kind
        own = {measure.id for measure in assessment.measure.measures}
        of_it = tuple(a for a in worsening if a.measure.id in own)
        if _named_by(policy, assessment):
            yield AreaOfFocus(assessment, FocusReason.COLOUR_AND_TREND, of_it)
        elif assessment.rag is Rag.NO_DATA and of_it and policy.focus_on_unassessed:
            yield AreaOfFocus(assessment, FocusReason.MEASURES_WORSENING, of_it)


def _named_by(policy: Policy, assessment: Assessment) -> bool:
    return any(
        assessment.rag is focus.rag and assessment.trend.verdict in focus.trends
        for focus in policy.focus
    )
