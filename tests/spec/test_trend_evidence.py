"""Whether the latest figures together show a trend, their scatter allowed for."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.trend_evidence import RULE, trend_evidence
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Evidence of a trend"
rules = (RULE,)


def judged(table: str, **of: Any) -> Judged:
    return judge(measure(**of), table, lambda drawn: trend_evidence(drawn, DEFAULT_POLICY))


def test_scatter_about_the_line_is_allowed_for() -> None:
    """The same rise is a trend where figures keep to the line, and none where they scatter."""
    found = judged(
        """
        area      | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Steady    | 250/500 | 262/500 | 271/500 | 284/500 | 296/500
        Scattered | 250/500 | 290/500 | 230/500 | 310/500 | 296/500
        Falling   | 296/500 | 284/500 | 271/500 | 262/500 | 250/500
        """
    )

    assert found.verdicts == {
        "Steady": "improving",
        "Scattered": "no evidence of a trend",
        "Falling": "worsening",
    }
    assert found.evidence("slope") == {"Steady": 2.28, "Scattered": 2.24, "Falling": -2.28}
    assert found.evidence("dispersion") == {"Steady": 0.01, "Scattered": 8.87, "Falling": 0.01}
    assert found.evidence("p", 3) == {"Steady": 0.048, "Scattered": 0.364, "Falling": 0.048}


def test_how_many_people_there_are_counts() -> None:
    """The same percentages are a trend of ten thousand people, and may be chance of fifty."""
    found = judged(
        """
        area  | 2012-13    | 2013-14    | 2014-15    | 2015-16    | 2016-17
        Many  | 5000/10000 | 5200/10000 | 5400/10000 | 5600/10000 | 6000/10000
        Few   | 25/50      | 26/50      | 27/50      | 28/50      | 30/50
        """
    )

    assert found.verdicts == {"Many": "improving", "Few": "no evidence of a trend"}


def test_without_counts_the_order_of_the_figures_decides() -> None:
    """Five figures without counts show a trend only if each is above the last, or each below."""
    found = judged(
        """
        area          | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Each above    | 50      | 52      | 54      | 56      | 58
        Each below    | 58      | 56      | 54      | 52      | 50
        Two turned    | 50      | 54      | 52      | 56      | 58
        Two are equal | 50      | 52      | 52      | 56      | 58
        """
    )

    assert found.verdicts == {
        "Each above": "improving",
        "Each below": "worsening",
        "Two turned": "no evidence of a trend",
        "Two are equal": "improving",
    }
    assert found.evidence("p", 3) == {
        "Each above": 0.017,
        "Each below": 0.017,
        "Two turned": 0.083,
        "Two are equal": 0.043,
    }
    assert set(found.caveats.values()) == {"by-ranks"}


def test_counts_must_reach_the_latest_figure() -> None:
    """Where the latest figure has no counts, those of earlier years do not speak for it."""
    found = judged(
        """
        area     | 2011-12 | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Counted  | 240/500 | 250/500 | 262/500 | 271/500 | 284/500 | 296/500
        Not last | 240/500 | 250/500 | 262/500 | 271/500 | 284/500 | 40
        """
    )

    assert found.verdicts == {"Counted": "improving", "Not last": "no evidence of a trend"}
    assert found.caveats == {"Counted": "", "Not last": "by-ranks"}
    assert found.evidence("points", 0) == {"Counted": 6, "Not last": 6}


def test_fewer_than_five_figures_are_too_few() -> None:
    """Four figures, one or none have no trend, however clear their rise."""
    found = judged(
        """
        area | 2012-13 | 2013-14   | 2014-15   | 2015-16   | 2016-17
        Five | 100/500 | 200/500   | 300/500   | 400/500   | 450/500
        Four | -       | 200/500   | 300/500   | 400/500   | 450/500
        One  | -       | -         | -         | -         | 450/500
        None | -       | -         | -         | -         | -
        """
    )

    assert found.verdicts == {
        "Five": "improving",
        "Four": "cannot be assessed",
        "One": "cannot be assessed",
        "None": "cannot be assessed",
    }
    assert found.reasons == {
        "Five": "evidence-found",
        "Four": "too-few-points",
        "One": "too-few-points",
        "None": "no-figure",
    }


def test_figures_that_never_change() -> None:
    """Equal shares of known counts show no trend; equal figures without counts tell nothing."""
    found = judged(
        """
        area        | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Counted     | 250/500 | 250/500 | 250/500 | 250/500 | 250/500
        Not counted | 50      | 50      | 50      | 50      | 50
        None of all | 0/500   | 0/500   | 0/500   | 0/500   | 0/500
        All of all  | 500/500 | 500/500 | 500/500 | 500/500 | 500/500
        """
    )

    assert found.verdicts == {
        "Counted": "no evidence of a trend",
        "Not counted": "cannot be assessed",
        "None of all": "cannot be assessed",
        "All of all": "cannot be assessed",
    }
    assert found.reasons == {
        "Counted": "no-evidence",
        "Not counted": "no-variation",
        "None of all": "all-or-nothing",
        "All of all": "all-or-nothing",
    }


RISE = """
    area   | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
    Dorset | 250/500 | 262/500 | 271/500 | 284/500 | 296/500
    """


def test_polarity_says_what_a_trend_is_worth() -> None:
    """A rise is better or worse as the measure declares; else it is a rise and no more."""
    assert judged(RISE, polarity="higher").verdicts == {"Dorset": "improving"}
    assert judged(RISE, polarity="lower").verdicts == {"Dorset": "worsening"}
    assert judged(RISE, polarity="range", aim=(70.0, 80.0)).verdicts == {"Dorset": "rising"}
    assert judged(RISE, polarity="neither").verdicts == {"Dorset": "rising"}


def test_without_a_latest_figure_there_is_no_verdict() -> None:
    """Where the latest figure is hidden or missing for a reason, those before it do not stand in.

    One that is not yet due is not the latest.
    """
    found = judged(
        """
        area          | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17 | 2017-18
        Suppressed    | 250/500 | 262/500 | 271/500 | 284/500 | 296/500 | c
        Not collected | 250/500 | 262/500 | 271/500 | 284/500 | 296/500 | x
        Not for us    | 250/500 | 262/500 | 271/500 | 284/500 | 296/500 | z
        Awaited       | 250/500 | 262/500 | 271/500 | 284/500 | 296/500 | w
        """
    )

    assert found.verdicts == {
        "Suppressed": "cannot be assessed",
        "Not collected": "cannot be assessed",
        "Not for us": "cannot be assessed",
        "Awaited": "improving",
    }
    assert found.reasons == {
        "Suppressed": "suppressed",
        "Not collected": "not-collected",
        "Not for us": "not-applicable",
        "Awaited": "evidence-found",
    }


def test_figures_from_before_a_break_are_not_taken() -> None:
    """A line is drawn through the figures of the newest series only, its first one included."""
    found = judged(
        """
        area          | 2011-12 | 2012-13  | 2013-14  | 2014-15  | 2015-16 | 2016-17
        No break      | 90/500  | 250/500  | 262/500  | 271/500  | 284/500 | 296/500
        Five since it | 450/500 | 250/500b | 262/500  | 271/500  | 284/500 | 296/500
        Three since   | 90/500  | 250/500  | 262/500  | 271/500b | 284/500 | 296/500
        New today     | 240/500 | 250/500  | 262/500  | 271/500  | 284/500 | 296/500b
        """
    )

    assert found.verdicts == {
        "No break": "no evidence of a trend",
        "Five since it": "improving",
        "Three since": "cannot be assessed",
        "New today": "cannot be assessed",
    }
    assert found.evidence("points", 0) == {
        "No break": 6,
        "Five since it": 5,
        "Three since": 3,
        "New today": 1,
    }


def test_a_gap_keeps_its_place_in_time() -> None:
    """A missing year is no figure, and the years about it stay as far apart as they are."""
    found = judged(
        """
        area      | 2010-11 | 2011-12 | 2012-13 | 2013-14 | 2014-15 | 2015-16
        In a row  | -       | 50      | 52      | 54      | 56      | 58
        With gaps | 50      | 52      | c       | 56      | 58      | 60
        """
    )

    assert found.verdicts == {"In a row": "improving", "With gaps": "improving"}
    assert found.evidence("slope") == {"In a row": 2.0, "With gaps": 2.0}
    assert found.evidence("points", 0) == {"In a row": 5, "With gaps": 5}


def test_what_is_older_than_ten_years_is_not_taken() -> None:
    """The service of long ago is not that of today: of twelve years the last ten are tested."""
    found = judged(
        """
        area | 2006 | 2007 | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Here | 90   | 80   | 50   | 51   | 52   | 53   | 54   | 55   | 56   | 57   | 58   | 59
        """,
        period="calendar_year",
    )

    assert found.evidence("points", 0) == {"Here": 10}
    assert found.evidence("slope") == {"Here": 1.0}
    assert found.verdicts == {"Here": "improving"}


def test_rates_are_tested_as_events() -> None:
    """A rate with its counts is tested on the scale of logs, and its slope is in its own unit."""
    found = judged(
        """
        area    | 2012    | 2013    | 2014    | 2015    | 2016
        Rising  | 80/9000 | 95/9000 | 112/9000 | 133/9000 | 158/9000
        Few     | 1/90    | 1/90    | 1/90     | 2/90     | 2/90
        None    | 0/9000  | 0/9000  | 0/9000   | 0/9000   | 0/9000
        """,
        unit="rate-per-1000",
        polarity="lower",
        period="calendar_year",
    )

    assert found.verdicts == {
        "Rising": "worsening",
        "Few": "no evidence of a trend",
        "None": "cannot be assessed",
    }
    assert found.evidence("slope") == {"Rising": 2.16, "Few": 3.35, "None": None}


def test_a_gap_between_groups_may_be_negative() -> None:
    """Figures below nought have a trend like any other."""
    found = judged(
        """
        area    | 2012 | 2013 | 2014 | 2015 | 2016
        Closing | -9.5 | -8.0 | -4.2 | -1.0 | 0.6
        Opening | 0.6  | -1.0 | -4.2 | -8.0 | -9.5
        """,
        unit="percentage-points",
        period="calendar_year",
    )

    assert found.verdicts == {"Closing": "improving", "Opening": "worsening"}


def test_each_area_is_tested_up_to_its_own_latest_figure() -> None:
    """Areas of one table may have published up to different years."""
    found = judged(
        """
        area       | 2010-11 | 2011-12 | 2012-13 | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Up to date | -       | -       | 250/500 | 262/500 | 271/500 | 284/500 | 296/500
        Behind     | 250/500 | 262/500 | 271/500 | 284/500 | 296/500 | -       | -
        """
    )

    assert found.verdicts == {"Up to date": "improving", "Behind": "improving"}
    assert found.evidence("slope") == {"Up to date": 2.28, "Behind": 2.28}


def test_an_unsettled_figure_is_a_figure() -> None:
    """Provisional, estimated and revised figures are tested as they stand."""
    found = judged(
        """
        area   | 2012-13 | 2013-14  | 2014-15  | 2015-16 | 2016-17
        Dorset | 250/500 | 262/500r | 271/500e | 284/500 | 296/500p
        """
    )

    assert found.verdicts == {"Dorset": "improving"}
