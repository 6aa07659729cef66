"""Whether the latest figure can be told from the previous one."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.change_evidence import RULE, change_evidence
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Evidence of a change"
rules = (RULE,)


def judged(table: str, **of: Any) -> Judged:
    return judge(measure(**of), table, lambda drawn: change_evidence(drawn, DEFAULT_POLICY))


def test_a_change_that_chance_might_make_is_not_told_apart() -> None:
    """Four points of a thousand people may be chance; six are not, nor four of ten thousand."""
    found = judged(
        """
        area         | 2015-16    | 2016-17
        Four points  | 560/1000   | 602/1000
        Six points   | 560/1000   | 620/1000
        Six down     | 620/1000   | 560/1000
        Ten times it | 5600/10000 | 6020/10000
        The same     | 560/1000   | 560/1000
        """
    )

    assert found.verdicts == {
        "Four points": "not distinguishable",
        "Six points": "better",
        "Six down": "worse",
        "Ten times it": "better",
        "The same": "not distinguishable",
    }
    assert found.evidence("change") == {
        "Four points": 4.2,
        "Six points": 6.0,
        "Six down": -6.0,
        "Ten times it": 4.2,
        "The same": 0.0,
    }
    assert found.evidence("p", 3) == {
        "Four points": 0.057,
        "Six points": 0.006,
        "Six down": 0.006,
        "Ten times it": 0.0,
        "The same": 1.0,
    }


def test_without_counts_published_intervals_are_gone_by() -> None:
    """Two published intervals give that of the difference; nought on its edge is not told apart."""
    found = judged(
        """
        area      | 2015-16         | 2016-17
        Apart     | 56 [53 to 59]   | 62 [59 to 65]
        Too near  | 56 [53 to 59]   | 60 [57 to 63]
        Edge      | 50 [47 to 53]   | 55 [51 to 59]
        Beyond    | 50 [47 to 53]   | 55.01 [51.01 to 59.01]
        """
    )

    assert found.verdicts == {
        "Apart": "better",
        "Too near": "not distinguishable",
        "Edge": "not distinguishable",
        "Beyond": "better",
    }
    assert found.evidence("lower") == {
        "Apart": 1.76,
        "Too near": -0.24,
        "Edge": 0.0,
        "Beyond": 0.01,
    }
    assert set(found.caveats.values()) == {"published-interval"}


def test_the_chance_in_both_figures_must_be_known() -> None:
    """Counts for one and an interval for the other will do; a bare figure will not."""
    found = judged(
        """
        area           | 2015-16       | 2016-17
        Counts, then   | 560/1000      | 62 [59 to 65]
        Interval, then | 56 [53 to 59] | 620/1000
        Bare later     | 56 [53 to 59] | 62
        Bare before    | 56            | 620/1000
        Both bare      | 56            | 62
        """
    )

    assert found.verdicts == {
        "Counts, then": "better",
        "Interval, then": "better",
        "Bare later": "cannot be assessed",
        "Bare before": "cannot be assessed",
        "Both bare": "cannot be assessed",
    }
    assert found.only("Bare later", "Bare before", "Both bare").reasons == {
        "Bare later": "no-denominator",
        "Bare before": "no-denominator",
        "Both bare": "no-denominator",
    }
    assert found.caveats == {
        "Counts, then": "published-interval",
        "Interval, then": "published-interval",
        "Bare later": "",
        "Bare before": "",
        "Both bare": "",
    }


def test_none_and_all_are_figures_like_any_other() -> None:
    """Two figures of none, or of all, are not told apart; none and some may be."""
    found = judged(
        """
        area         | 2015-16 | 2016-17
        None, twice  | 0/500   | 0/400
        All, twice   | 500/500 | 400/400
        None to some | 0/500   | 9/500
        None to few  | 0/500   | 2/500
        """
    )

    assert found.verdicts == {
        "None, twice": "not distinguishable",
        "All, twice": "not distinguishable",
        "None to some": "better",
        "None to few": "not distinguishable",
    }


def test_rates_are_held_against_each_other_by_their_ratio() -> None:
    """Twice the events are a change, and a quarter more are none; to none there is no ratio."""
    found = judged(
        """
        area           | 2015-16       | 2016-17
        Twice          | 20/1000       | 40/1000
        A quarter more | 20/1000       | 25/1000
        From none      | 0/1000        | 9/1000
        To none        | 9/1000        | 0/1000
        None, twice    | 0/1000        | 0/1000
        By intervals   | 20 [15 to 25] | 40 [33 to 47]
        """,
        unit="rate-per-1000",
        polarity="lower",
    )

    assert found.verdicts == {
        "Twice": "worse",
        "A quarter more": "not distinguishable",
        "From none": "worse",
        "To none": "better",
        "None, twice": "not distinguishable",
        "By intervals": "worse",
    }
    assert found.evidence("ratio") == {
        "Twice": 2.0,
        "A quarter more": 1.25,
        "From none": None,
        "To none": 0.0,
        "None, twice": None,
        "By intervals": None,
    }
    assert found.evidence("change") == {
        "Twice": None,
        "A quarter more": None,
        "From none": None,
        "To none": None,
        "None, twice": None,
        "By intervals": 20.0,
    }


SIX_POINTS = """
    area   | 2015-16  | 2016-17
    Dorset | 560/1000 | 620/1000
    """


def test_polarity_says_what_a_change_is_worth() -> None:
    """A rise is better or worse as the measure declares; else it is higher and no more."""
    assert judged(SIX_POINTS, polarity="higher").verdicts == {"Dorset": "better"}
    assert judged(SIX_POINTS, polarity="lower").verdicts == {"Dorset": "worse"}
    assert judged(SIX_POINTS, polarity="neither").verdicts == {"Dorset": "higher"}
    assert judged(SIX_POINTS, polarity="range", aim=(70.0, 80.0)).verdicts == {"Dorset": "higher"}


def test_what_cannot_be_set_side_by_side_is_not_tested() -> None:
    """One figure, none, a hidden one or a new series between: there is no change to test."""
    found = judged(
        """
        area          | 2014-15  | 2015-16   | 2016-17
        One figure    | -        | -         | 620/1000
        None          | -        | -         | -
        Suppressed    | 540/1000 | 560/1000  | c
        Awaited       | 540/1000 | 620/1000  | w
        New series    | 540/1000 | 560/1000  | 620/1000b
        Broken before | 540/1000 | 560/1000b | 620/1000
        """
    )

    assert found.reasons == {
        "One figure": "no-earlier-figure",
        "None": "no-figure",
        "Suppressed": "suppressed",
        "Awaited": "evidence-found",
        "New series": "break-in-series",
        "Broken before": "evidence-found",
    }
    assert found.only("One figure", "New series").verdicts == {
        "One figure": "cannot be assessed",
        "New series": "cannot be assessed",
    }


def test_a_missing_period_is_passed_over_and_said() -> None:
    """The previous figure is the last one there is; gaps and unsettled figures are made known."""
    found = judged(
        """
        area        | 2014-15  | 2015-16   | 2016-17
        Gap between | 560/1000 | x         | 620/1000
        Unsettled   | -        | 560/1000p | 620/1000e
        """
    )

    assert found.verdicts == {"Gap between": "better", "Unsettled": "better"}
    assert found.caveats == {
        "Gap between": "periods-between-missing",
        "Unsettled": "latest-estimated, previous-provisional",
    }


def test_figures_that_share_time_are_not_held_against_each_other() -> None:
    """2014-16 and 2013-15 share two years of three; 2011-13 shares none of them."""
    found = judged(
        """
        area        | 2011-13  | 2012-14 | 2013-15  | 2014-16
        Next pool   | -        | -       | 560/1000 | 620/1000
        Apart       | 560/1000 | -       | -        | 620/1000
        """,
        period="calendar_pool",
    )

    assert found.verdicts == {"Next pool": "cannot be assessed", "Apart": "better"}
    assert found.reasons == {"Next pool": "pooled-years", "Apart": "evidence-found"}


def test_a_difference_may_be_of_negative_figures() -> None:
    """A gap that closes from below nought is held against its interval like any other figure."""
    found = judged(
        """
        area    | 2015-16             | 2016-17
        Closing | -9.0 [-11.0 to -7.0] | -4.0 [-6.0 to -2.0]
        Nearly  | -9.0 [-11.0 to -7.0] | -7.0 [-9.0 to -5.0]
        """,
        unit="percentage-points",
    )

    assert found.verdicts == {"Closing": "better", "Nearly": "not distinguishable"}


def test_each_area_has_its_own_two_figures() -> None:
    """Areas of one table may have published up to different years."""
    found = judged(
        """
        area       | 2014-15  | 2015-16  | 2016-17
        Up to date | -        | 560/1000 | 620/1000
        Behind     | 560/1000 | 620/1000 | -
        """
    )

    assert found.verdicts == {"Up to date": "better", "Behind": "better"}
