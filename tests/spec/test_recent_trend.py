"""The recent trend as Fingertips publishes it."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.recent_trend_as_published import RULE, recent_trend_as_published
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Recent trend as Fingertips has it"
rules = (RULE,)


def judged(table: str, **of: Any) -> Judged:
    def rule(drawn: Any) -> Any:
        return recent_trend_as_published(drawn, DEFAULT_POLICY)

    return judge(measure(**of), table, rule)


def test_a_slope_beyond_chance_that_no_one_figure_makes_is_a_trend() -> None:
    """Chi-squared above 9.55, and a slope of one sign whichever figure is left out, is a trend."""
    found = judged(
        """
        area             | 2012-13   | 2013-14   | 2014-15   | 2015-16   | 2016-17
        Rising           | 2500/5000 | 2620/5000 | 2710/5000 | 2840/5000 | 2960/5000
        Falling          | 2960/5000 | 2840/5000 | 2710/5000 | 2620/5000 | 2500/5000
        Fewer people     | 50/100    | 52/100    | 54/100    | 57/100    | 59/100
        The last carries | 2600/5000 | 2550/5000 | 2550/5000 | 2550/5000 | 2850/5000
        """
    )

    assert found.verdicts == {
        "Rising": "improving",
        "Falling": "worsening",
        "Fewer people": "no evidence of a trend",
        "The last carries": "no evidence of a trend",
    }
    assert found.evidence("chi2", 1) == {
        "Rising": 105.8,
        "Falling": 105.8,
        "Fewer people": 2.2,
        "The last carries": 20.6,
    }


def test_scatter_between_years_is_not_allowed_for() -> None:
    """A line through figures that scatter far beyond chance is called a trend all the same."""
    found = judged(
        """
        area      | 2012-13   | 2013-14   | 2014-15   | 2015-16   | 2016-17
        Scattered | 2500/5000 | 2900/5000 | 2300/5000 | 3100/5000 | 2960/5000
        """
    )

    assert found.verdicts == {"Scattered": "improving"}


def test_five_figures_in_a_row_up_to_the_latest_are_needed() -> None:
    """A gap, a figure without counts, a break or a hidden latest figure leaves too few."""
    found = judged(
        """
        area            | 2011-12   | 2012-13   | 2013-14   | 2014-15    | 2015-16   | 2016-17
        In a row        | 2400/5000 | 2500/5000 | 2620/5000 | 2710/5000  | 2840/5000 | 2960/5000
        A gap           | 2400/5000 | 2500/5000 | 2620/5000 | -          | 2840/5000 | 2960/5000
        A bare figure   | 2400/5000 | 2500/5000 | 2620/5000 | 54.2       | 2840/5000 | 2960/5000
        An interval     | 2400/5000 | 2500/5000 | 2620/5000 | 54 [53 to 55] | 2840/5000 | 2960/5000
        A break         | 2400/5000 | 2500/5000 | 2620/5000 | 2710/5000b | 2840/5000 | 2960/5000
        Latest is bare  | 2400/5000 | 2500/5000 | 2620/5000 | 2710/5000  | 2840/5000 | 59.2
        Suppressed      | 2400/5000 | 2500/5000 | 2620/5000 | 2710/5000  | 2840/5000 | c
        One             | -         | -         | -         | -          | -         | 2960/5000
        None            | -         | -         | -         | -          | -         | -
        """
    )

    assert found.reasons == {
        "In a row": "evidence-found",
        "A gap": "too-few-points",
        "A bare figure": "too-few-points",
        "An interval": "too-few-points",
        "A break": "too-few-points",
        "Latest is bare": "too-few-points",
        "Suppressed": "suppressed",
        "One": "too-few-points",
        "None": "no-figure",
    }
    assert set(found.only("A gap", "A break", "One").verdicts.values()) == {"cannot be assessed"}


def test_all_of_everyone_cannot_be_weighed() -> None:
    """A figure of 100% has no trend by this rule; figures that are equal have none either."""
    found = judged(
        """
        area       | 2012-13   | 2013-14   | 2014-15   | 2015-16   | 2016-17
        One of all | 5000/5000 | 4920/5000 | 4910/5000 | 4840/5000 | 4760/5000
        All equal  | 2500/5000 | 2500/5000 | 2500/5000 | 2500/5000 | 2500/5000
        """
    )

    assert found.verdicts == {
        "One of all": "cannot be assessed",
        "All equal": "no evidence of a trend",
    }
    assert found.reasons == {"One of all": "all-or-nothing", "All equal": "no-evidence"}


FIVE = """
    area   | 2012      | 2013      | 2014      | 2015      | 2016
    Dorset | 2500/5000 | 2620/5000 | 2710/5000 | 2840/5000 | 2960/5000
    """


def test_polarity_says_what_the_trend_is_worth() -> None:
    """A rise is better or worse as the measure declares; else it is a rise and no more."""
    year = {"period": "calendar_year"}

    assert judged(FIVE, polarity="higher", **year).verdicts == {"Dorset": "improving"}
    assert judged(FIVE, polarity="lower", **year).verdicts == {"Dorset": "worsening"}
    assert judged(FIVE, polarity="neither", **year).verdicts == {"Dorset": "rising"}
    assert judged(FIVE, polarity="range", aim=(70.0, 80.0), **year).verdicts == {"Dorset": "rising"}


def test_rates_have_a_recent_trend_too() -> None:
    """Crude rates are weighed by their own intervals."""
    found = judged(
        """
        area   | 2012     | 2013     | 2014      | 2015      | 2016
        Rising | 480/9000 | 560/9000 | 660/9000  | 780/9000  | 930/9000
        Few    | 8/9000   | 9/9000   | 11/9000   | 13/9000   | 15/9000
        """,
        unit="rate-per-1000",
        polarity="lower",
        period="calendar_year",
    )

    assert found.verdicts == {"Rising": "worsening", "Few": "no evidence of a trend"}


def test_only_shares_and_rates_of_single_years_have_a_recent_trend() -> None:
    """Scores, quarters and pools of years have none by this rule, whatever they show."""
    scores = judged(
        "area | 2012 | 2013 | 2014 | 2015 | 2016\nHere | 1 | 2 | 3 | 4 | 5",
        unit="score",
        period="calendar_year",
    )
    quarters = judged(
        """
        area | Q1 2017   | Q2 2017   | Q3 2017   | Q4 2017   | Q1 2018
        Here | 2500/5000 | 2620/5000 | 2710/5000 | 2840/5000 | 2960/5000
        """,
        period="calendar_quarter",
    )
    pools = judged(
        """
        area | 2010-12   | 2011-13   | 2012-14   | 2013-15   | 2014-16
        Here | 2500/5000 | 2620/5000 | 2710/5000 | 2840/5000 | 2960/5000
        """,
        period="calendar_pool",
    )

    assert scores.reasons == {"Here": "not-for-this-kind"}
    assert quarters.reasons == {"Here": "not-for-this-kind"}
    assert pools.reasons == {"Here": "pooled-years"}


def test_each_area_is_tested_up_to_its_own_latest_figure() -> None:
    """Areas of one table may have published up to different years."""
    found = judged(
        """
        area       | 2011-12   | 2012-13   | 2013-14   | 2014-15   | 2015-16   | 2016-17
        Up to date | -         | 2500/5000 | 2620/5000 | 2710/5000 | 2840/5000 | 2960/5000
        Behind     | 2500/5000 | 2620/5000 | 2710/5000 | 2840/5000 | 2960/5000 | -
        """
    )

    assert found.evidence("chi2", 1) == {"Up to date": 105.8, "Behind": 105.8}
