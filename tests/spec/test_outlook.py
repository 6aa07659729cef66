"""What the next figure would be if nothing changed, and the chance that it meets its target."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.outlook import RULE, outlook
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.target import Target
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Outlook"
rules = (RULE,)


def target(value: float, first: int = 1990) -> Target:
    return Target(steps=((Period(PeriodKind.CALENDAR_YEAR, first), value),))


def judged(table: str, **of: Any) -> Judged:
    made = measure(**{"period": "calendar_year", **of})
    return judge(made, table, lambda drawn: outlook(drawn, DEFAULT_POLICY))


FIVE = """
    area | 2013 | 2014 | 2015 | 2016 | 2017
    Here | 52   | 54   | 53   | 55   | 54
    """


def test_what_carries_on_is_the_last_figure_with_a_range() -> None:
    """Of four to seven figures the next is expected where the last one is, give or take."""
    found = judged(FIVE, target=target(54))

    assert found.evidence("forecast", 1) == {"Here": 54.0}
    assert found.evidence("lower", 1) == {"Here": 49.6}
    assert found.evidence("upper", 1) == {"Here": 58.3}


def test_the_chance_of_meeting_the_target_gives_the_verdict() -> None:
    """A target at the forecast itself is an even chance; one well short is likely to be met."""
    assert judged(FIVE, target=target(54)).verdicts == {"Here": "may or may not be met"}
    assert judged(FIVE, target=target(54)).evidence("chance") == {"Here": 0.5}
    assert judged(FIVE, target=target(52)).verdicts == {"Here": "likely to be met"}
    assert judged(FIVE, target=target(56)).verdicts == {"Here": "unlikely to be met"}


def test_polarity_says_from_which_side_a_target_is_met() -> None:
    """Where lower is better a target above is likely met; without one better way there is none."""
    lower = {"polarity": "lower"}
    ranged: dict[str, Any] = {"polarity": "range", "aim": (50.0, 60.0)}

    assert judged(FIVE, target=target(56), **lower).verdicts == {"Here": "likely to be met"}
    assert judged(FIVE, target=target(52), **lower).verdicts == {"Here": "unlikely to be met"}
    assert judged(FIVE, target=target(52), polarity="neither").reasons == {"Here": "no-polarity"}
    assert judged(FIVE, target=target(52), **ranged).reasons == {"Here": "no-polarity"}


def test_the_target_is_that_of_the_next_period() -> None:
    """A target that first holds in the year to come is the one that counts; a later one is not."""
    assert judged(FIVE, target=target(56, 2018)).verdicts == {"Here": "unlikely to be met"}
    assert judged(FIVE, target=target(56, 2019)).reasons == {"Here": "no-target"}
    assert judged(FIVE).reasons == {"Here": "no-target"}
    assert judged(FIVE).evidence("forecast", 1) == {"Here": 54.0}


def test_fewer_than_four_figures_in_a_row_are_too_few() -> None:
    """A gap or a break ends what a forecast may rest on; four since then are enough."""
    found = judged(
        """
        area       | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Four       | -    | -    | 54   | 53   | 55   | 54
        Three      | -    | -    | -    | 53   | 55   | 54
        Gap        | 50   | 52   | -    | 53   | 55   | 54
        Break      | 50   | 52   | 54   | 53b  | 55   | 54
        Four since | 40   | 41   | 54b  | 53   | 55   | 54
        One        | -    | -    | -    | -    | -    | 54
        None       | -    | -    | -    | -    | -    | -
        Suppressed | 50   | 52   | 54   | 53   | 55   | c
        """,
        target=target(40),
    )

    assert found.verdicts == {
        "Four": "likely to be met",
        "Three": "cannot be assessed",
        "Gap": "cannot be assessed",
        "Break": "cannot be assessed",
        "Four since": "likely to be met",
        "One": "cannot be assessed",
        "None": "cannot be assessed",
        "Suppressed": "cannot be assessed",
    }
    assert found.reasons == {
        "Four": "evidence-found",
        "Three": "too-few-points",
        "Gap": "too-few-points",
        "Break": "too-few-points",
        "Four since": "evidence-found",
        "One": "too-few-points",
        "None": "no-figure",
        "Suppressed": "suppressed",
    }


def test_figures_that_never_change_give_no_range() -> None:
    """A constant series has a next figure and no chance: nothing says how far it might stray."""
    found = judged(
        """
        area     | 2013 | 2014 | 2015 | 2016 | 2017
        Constant | 54   | 54   | 54   | 54   | 54
        """,
        target=target(50),
    )

    assert found.reasons == {"Constant": "no-variation"}
    assert found.evidence("forecast") == {"Constant": 54.0}
    assert found.evidence("lower") == {"Constant": None}


def test_a_range_stays_within_what_the_unit_can_be() -> None:
    """Percentages stay between 0 and 100, and there are never fewer than no days."""
    high = judged(
        """
        area | 2013 | 2014 | 2015 | 2016 | 2017
        Here | 99.0 | 97.0 | 98.5 | 99.5 | 98.0
        """,
        target=target(95),
    )
    days = judged(
        """
        area | 2013 | 2014 | 2015 | 2016 | 2017
        Here | 30   | 5    | 22   | 1    | 4
        """,
        unit="days",
        polarity="lower",
        target=target(10),
    )

    assert high.evidence("upper", 1) == {"Here": 99.9}
    assert days.evidence("lower", 1) == {"Here": 0.0}
    assert days.verdicts == {"Here": "may or may not be met"}


def test_a_target_of_all_has_no_chance_to_speak_of() -> None:
    """A hundred per cent is reached by rounding, if at all, so that its chance is not told."""
    found = judged(FIVE, target=target(100))

    assert found.verdicts == {"Here": "cannot be assessed"}
    assert found.reasons == {"Here": "not-estimable"}


def test_a_series_that_keeps_its_pace_is_carried_on_at_it() -> None:
    """Of eight figures and more, a steady rise is carried on where that has done clearly better."""
    found = judged(
        """
        area      | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Steady    | 10.0 | 20.1 | 30.0 | 40.1 | 50.0 | 60.1 | 70.0 | 80.1
        Unsteady  | 10.0 | 20.1 | 10.0 | 40.1 | 30.0 | 60.1 | 40.0 | 60.1
        """,
        unit="score",
        target=target(75),
    )

    assert found.evidence("forecast", 1) == {"Steady": 90.1, "Unsteady": 60.1}
    assert found.verdicts == {"Steady": "likely to be met", "Unsteady": "may or may not be met"}


def test_each_area_is_carried_on_from_its_own_latest_figure() -> None:
    """An area that is a year behind has its forecast, and its target, for the year it lacks."""
    found = judged(
        """
        area       | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Up to date | -    | 52   | 54   | 53   | 55   | 54
        Behind     | 52   | 54   | 53   | 55   | 54   | -
        """,
        target=target(52),
    )

    assert found.evidence("chance") == {"Up to date": 0.86, "Behind": 0.86}


def test_figures_below_nought_are_carried_on_too() -> None:
    """A gap between groups may be negative, and so may its forecast."""
    found = judged(
        """
        area | 2013 | 2014 | 2015 | 2016 | 2017
        Here | -9.0 | -7.5 | -8.0 | -6.0 | -7.0
        """,
        unit="percentage-points",
        target=target(-20),
    )

    assert found.evidence("forecast") == {"Here": -7.0}
    assert found.verdicts == {"Here": "likely to be met"}
