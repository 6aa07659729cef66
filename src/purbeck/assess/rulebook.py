"""Every rule there is, for the reference pages and for those who add one."""

from __future__ import annotations

from purbeck.assess import (
    aim,
    comparison,
    direction_of_travel,
    invest_to_save,
    neighbour_choice,
    neighbour_position,
    overall,
    place,
    place_pooling,
    rural_urban,
    value_for_money,
)
from purbeck.assess.finding import Rule
from purbeck.assess.inequality import direction as gap_direction
from purbeck.assess.inequality import furthest, gradient
from purbeck.assess.inequality import gap as inequality_gap
from purbeck.assess.statistical import (
    agreement,
    benchmark_evidence,
    beside_others,
    change_evidence,
    contribution,
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
"""Those of cost beside outcome. The section that has them states them."""

DIFFERENCE_RULES: tuple[Rule, ...] = (
    beside_others.RULE,
    contribution.RULE,
)
"""Those of actions held beside other areas, and of declared contributions. The sections that have
them state them."""

NEIGHBOUR_RULES: tuple[Rule, ...] = (neighbour_choice.RULE,)
"""Those of who an area is compared with. The section that has them states them."""

PLACE_RULES: tuple[Rule, ...] = (
    place.RULE,
    place.TREND_RULE,
    place_pooling.RULE,
    rural_urban.RULE,
)
"""Those of small areas. The section that has them states them."""

INEQUALITY_RULES: tuple[Rule, ...] = (
    inequality_gap.RULE,
    gap_direction.RULE,
    furthest.RULE,
    gradient.RULE,
)
"""Those of how groups of people stand to one another. The section that has them states them."""

RULES: tuple[Rule, ...] = (*COUNCIL_RULES, *EVIDENCE_RULES)
