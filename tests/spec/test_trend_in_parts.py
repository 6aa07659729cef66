"""Trends of quarters, months, pools and rolling years."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.trend_evidence import RULE, trend_evidence
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Evidence of a trend where there are seasons or overlaps"
rules = (RULE,)


def judged(table: str, **of: Any) -> Judged:
    return judge(measure(**of), table, lambda drawn: trend_evidence(drawn, DEFAULT_POLICY))


def test_a_quarter_is_held_against_the_same_quarter_of_other_years() -> None:
    """A season that comes back each year is no trend; each quarter above its last is one.

    A quarter has no line fitted to its counts, which would take the season for a trend.
    """
    found = judged(
        """
        area    | Q1 2015 | Q2 2015 | Q3 2015 | Q4 2015 | Q1 2016 | Q2 2016 | Q3 2016 | Q4 2016 | Q1 2017 | Q2 2017 | Q3 2017 | Q4 2017
        Season  | 50      | 60      | 70      | 40      | 51      | 59      | 71      | 39      | 50      | 60      | 70      | 40
        Rising  | 50      | 60      | 70      | 40      | 52      | 62      | 72      | 42      | 54      | 64      | 74      | 44
        Counted | 250/500 | 300/500 | 350/500 | 200/500 | 260/500 | 310/500 | 360/500 | 210/500 | 270/500 | 320/500 | 370/500 | 220/500
        Short   | -       | -       | -       | -       | 50      | 60      | 70      | 40      | 60      | 70      | 80      | 50
        """,  # noqa: E501 (a drawn table is as wide as its periods)
        period="calendar_quarter",
    )

    assert found.verdicts == {
        "Season": "no evidence of a trend",
        "Rising": "improving",
        "Counted": "improving",
        "Short": "cannot be assessed",
    }
    assert found.evidence("slope") == {"Season": 0.0, "Rising": 2.0, "Counted": 2.0, "Short": None}
    assert found.caveats == {
        "Season": "by-seasons",
        "Rising": "by-seasons",
        "Counted": "by-seasons",
        "Short": "",
    }


def test_half_a_year_of_months_is_no_trend() -> None:
    """Months that rise from winter to summer have a season, and may have no trend."""
    found = judged(
        """
        area | Jan 2018 | Feb 2018 | Mar 2018 | Apr 2018 | May 2018 | Jun 2018 | Jul 2018
        Here | 300/1000 | 330/1000 | 365/1000 | 400/1000 | 430/1000 | 465/1000 | 500/1000
        """,
        period="month",
    )

    assert found.verdicts == {"Here": "cannot be assessed"}
    assert found.reasons == {"Here": "too-few-points"}


def test_figures_that_share_time_are_not_tested_together() -> None:
    """A pool of three years shares two with the next, so that of six pools in a row two are left.

    Of rolling years, those that end in one month share none.
    """
    pools = judged(
        """
        area | 2009-11 | 2010-12 | 2011-13 | 2012-14 | 2013-15 | 2014-16
        Here | 500/900 | 520/900 | 540/900 | 560/900 | 580/900 | 600/900
        """,
        period="calendar_pool",
        pool_years=3,
    )
    rolling = judged(
        """
        area        | year to Mar 2012 | year to Mar 2013 | year to Mar 2014 | year to Mar 2015 | year to Sep 2015 | year to Mar 2016
        Years apart | 500/900          | 520/900          | 540/900          | 560/900          | -                | 580/900
        Also midway | -                | -                | 540/900          | 560/900          | 570/900          | 580/900
        """,  # noqa: E501 (a drawn table is as wide as its periods)
        period="rolling_year",
    )

    assert pools.reasons == {"Here": "too-few-points"}
    assert pools.evidence("points", 0) == {"Here": 2}
    assert rolling.verdicts == {"Years apart": "improving", "Also midway": "cannot be assessed"}
    assert rolling.evidence("points", 0) == {"Years apart": 5, "Also midway": 3}
