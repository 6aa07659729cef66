"""A target in several steps: the chance is that of the step that holds next."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.outlook import RULE, outlook
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.target import Target
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "A target in steps"
rules = (RULE,)

FIVE = """
    area | 2013 | 2014 | 2015 | 2016 | 2017
    Here | 52   | 54   | 53   | 55   | 54
    """


def judged(table: str, **of: Any) -> Judged:
    made = measure(**{"period": "calendar_year", **of})
    return judge(made, table, lambda drawn: outlook(drawn, DEFAULT_POLICY))


def steps(**values: float) -> Target:
    years = {int(year.removeprefix("y")): value for year, value in values.items()}
    return Target(
        steps=tuple((Period(PeriodKind.CALENDAR_YEAR, y), value) for y, value in years.items())
    )


def test_of_several_steps_the_next_counts() -> None:
    """After 2017 the step of 2018 is the target, and neither the one before nor the one after."""
    found = judged(FIVE, target=steps(y2017=40, y2018=54, y2019=60))

    assert found.evidence("target") == {"Here": 54.0}
    assert found.evidence("chance") == {"Here": 0.5}


def test_between_two_steps_the_earlier_one_holds() -> None:
    """Where 2018 has no step of its own, that of 2016 still holds."""
    found = judged(FIVE, target=steps(y2016=52, y2020=60))

    assert found.evidence("target") == {"Here": 52.0}


def test_a_target_of_the_year_is_held_to_the_share_of_the_next_quarter() -> None:
    """With a seasonal profile the next quarter's share of the year's target counts."""
    yearly = Target(
        steps=((Period(PeriodKind.FINANCIAL_YEAR, 2017), 100.0),), profile=(0.1, 0.2, 0.3, 0.4)
    )
    found = judged(
        """
        area | Q2 2017-18 | Q3 2017-18 | Q4 2017-18 | Q1 2018-19
        Here | 20         | 30         | 41         | 9
        """,
        period="financial_quarter",
        unit="days",
        target=yearly,
    )

    assert found.evidence("target") == {"Here": 20.0}
