"""A target has steps, a tolerance, a floor and a seasonal profile."""

from __future__ import annotations

import pytest

from purbeck.model.errors import InvalidValueError
from purbeck.model.period import Period, PeriodKind
from purbeck.model.target import Target


def year(text: str) -> Period:
    return Period.parse(text, PeriodKind.FINANCIAL_YEAR)


def quarter(text: str) -> Period:
    return Period.parse(text, PeriodKind.FINANCIAL_QUARTER)


def test_a_step_holds_until_the_next() -> None:
    """A period between two steps has the target of the earlier one; before the first, none."""
    target = Target(steps=((year("2018-19"), 90.0), (year("2016-17"), 80.0)))

    found = {y: target.at(year(y)) for y in ("2015-16", "2016-17", "2017-18", "2020-21")}

    assert found == {"2015-16": None, "2016-17": 80.0, "2017-18": 80.0, "2020-21": 90.0}


def test_a_profile_parts_the_year() -> None:
    """A quarter has the year's target times its own factor; a year has none of its own then."""
    target = Target(steps=((year("2018-19"), 1000.0),), profile=(0.2, 0.25, 0.3, 0.25))

    assert target.at(quarter("Q3 2018-19")) == 300.0
    assert target.at(quarter("Q3 2017-18")) is None
    assert target.at(year("2018-19")) is None


def test_a_target_is_of_one_kind_of_period() -> None:
    """Steps of years and quarters together are refused."""
    with pytest.raises(InvalidValueError):
        Target(steps=((year("2018-19"), 1.0), (quarter("Q1 2018-19"), 1.0)))


def test_a_target_sets_something() -> None:
    """Neither a step nor a floor is no target; a floor alone is one."""
    with pytest.raises(InvalidValueError):
        Target(steps=())

    assert Target(steps=(), floor=5.0).at(year("2018-19")) is None


def test_a_tolerance_is_not_negative() -> None:
    """A tolerance below nought is refused."""
    with pytest.raises(InvalidValueError):
        Target(steps=((year("2018-19"), 1.0),), tolerance=-0.1)
