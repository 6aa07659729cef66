"""Every rule there is, for the reference pages and for those who add one."""

from __future__ import annotations

from purbeck.assess import aim, comparison, direction_of_travel, overall
from purbeck.assess.finding import Rule

RULES: tuple[Rule, ...] = (
    direction_of_travel.RULE,
    comparison.RULE,
    comparison.TARGET_RULE,
    aim.RULE,
    overall.RULE,
)
