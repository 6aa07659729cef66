"""Every rule there is, for the reference pages and for those who add one."""

from __future__ import annotations

from purbeck.assess import (
    aim,
    comparison,
    direction_of_travel,
    invest_to_save,
    neighbour_position,
    overall,
    value_for_money,
)
from purbeck.assess.finding import Rule
from purbeck.assess.statistical import (
    agreement,
    benchmark_evidence,
    change_evidence,
    counts_chart,
    funnel_evidence,
    gap_evidence,
    outlook,
    recent_trend_as_published,
    rolling_year,
    run_chart_evidence,
    same_season,
    standing,
    trend_evidence,
    turned,
    variation,
)

COUNCIL_RULES: tuple[Rule, ...] = (
    direction_of_travel.RULE,
    comparison.RULE,
    comparison.TARGET_RULE,
    aim.RULE,
    overall.RULE,
)

EVIDENCE_RULES: tuple[Rule, ...] = (
    agreement.RULE,
    trend_evidence.RULE,
    recent_trend_as_published.RULE,
    change_evidence.RULE,
    same_season.RULE,
    rolling_year.RULE,
    benchmark_evidence.RULE,
    gap_evidence.RULE,
    variation.VARIATION_RULE,
    counts_chart.RULE,
    run_chart_evidence.RULE,
    variation.ASSURANCE_RULE,
    outlook.RULE,
    turned.RULE,
    standing.RULE,
    funnel_evidence.RULE,
)

VALUE_RULES: tuple[Rule, ...] = (
    value_for_money.RULE,
    value_for_money.MOVEMENT_RULE,
    neighbour_position.RULE,
    invest_to_save.RULE,
)
"""Those of cost beside outcome, which no report goes by yet."""

RULES: tuple[Rule, ...] = (*COUNCIL_RULES, *EVIDENCE_RULES)
