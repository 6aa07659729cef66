"""The council's own trend: the latest figure against the one before it."""

from __future__ import annotations

from typing import Any

from purbeck.assess.direction_of_travel import RULE, direction_of_travel
from purbeck.model.measure import MeasureKind
from purbeck.model.policy import DEFAULT_POLICY, Band, Policy
from tests.spec.answers import Answers, Judged, judge
from tests.spec.drawn import measure

title = "Direction of travel"
rules = (RULE,)


def judged(table: str, policy: Policy = DEFAULT_POLICY, given: str = "", **of: Any) -> Judged:
    return judge(measure(**of), table, lambda drawn: direction_of_travel(drawn, policy), given)


def verdicts(table: str, **of: Any) -> Answers:
    return judged(table, **of).verdicts


def reasons(table: str, **of: Any) -> Answers:
    return judged(table, **of).reasons


def test_the_seed_verdicts_come_out() -> None:
    """The verdicts of the 2018 report follow from its figures."""
    attendance = verdicts(
        """
        area   | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Dorset | 95.4    | 95.3    | 95.3    | 95.1
        """
    )
    key_stage_2 = verdicts(
        """
        area   | 2016 | 2017 | 2018
        Dorset | 45   | 57   | 60p
        """,
        period="calendar_year",
    )
    support = verdicts(
        """
        area   | Q3 2017-18 | Q4 2017-18 | Q1 2018-19
        Dorset | 96         | 97.6       | 99.8
        """,
        period="financial_quarter",
    )

    assert attendance == {"Dorset": "marginal change"}
    assert key_stage_2 == {"Dorset": "improving"}
    assert support == {"Dorset": "improving"}


def test_the_band_divides_marginal_from_more() -> None:
    """A change of exactly the band is marginal; the least bit more is not."""
    found = verdicts(
        """
        area         | 2015-16 | 2016-17
        Up a little  | 56.8    | 57.3
        Up more      | 56.8    | 57.31
        Down         | 57.3    | 56.8
        Down more    | 57.31   | 56.8
        The same     | 57.3    | 57.3
        """
    )

    assert found == {
        "Up a little": "marginal change",
        "Up more": "improving",
        "Down": "marginal change",
        "Down more": "worsening",
        "The same": "unchanged",
    }


def test_any_change_of_a_performance_measure_counts() -> None:
    """A performance measure has no marginal band, so that a tenth of a point is a change."""
    found = verdicts(
        """
        area      | 2015-16 | 2016-17
        Primary   | 4.0     | 4.0
        Secondary | 5.4     | 5.7
        In care   | 4       | 3.8
        """,
        kind="performance_measure",
        polarity="lower",
    )

    assert found == {"Primary": "unchanged", "Secondary": "worsening", "In care": "improving"}


def test_polarity_says_which_way_is_better() -> None:
    """The same rise is better, worse, or neither, as the measure declares."""
    table = """
        area   | 2015-16 | 2016-17
        Dorset | 10      | 14
        """

    assert verdicts(table, polarity="higher") == {"Dorset": "improving"}
    assert verdicts(table, polarity="lower") == {"Dorset": "worsening"}
    assert verdicts(table, polarity="neither") == {"Dorset": "cannot be assessed"}
    assert reasons(table, polarity="neither") == {"Dorset": "no-polarity"}


def test_in_a_range_better_means_nearer_to_it() -> None:
    """Where good values lie in a range, what counts is the distance from it."""
    found = verdicts(
        """
        area               | 2015-16 | 2016-17
        From below         | 30      | 38
        From above         | 70      | 62
        Away               | 38      | 30
        Through to outside | 38      | 75
        Within             | 45      | 55
        """,
        polarity="range",
        aim=(40.0, 60.0),
    )

    assert found == {
        "From below": "improving",
        "From above": "improving",
        "Away": "worsening",
        "Through to outside": "worsening",
        "Within": "marginal change",
    }


def test_what_cannot_be_assessed_says_why() -> None:
    """One figure, none, a hidden one or a new series: no verdict, and never amber for it."""
    table = """
        area          | 2014-15 | 2015-16 | 2016-17
        One figure    | -       | -       | 95
        None          | -       | -       | -
        Suppressed    | 94      | 95      | c
        Not collected | 94      | 95      | x
        Not for us    | 94      | 95      | z
        New series    | 94      | 95      | 90b
        Broken before | 94      | 95b     | 90
        Awaited       | -       | -       | w
        """

    assert set(verdicts(table).values()) == {"cannot be assessed", "worsening"}
    assert reasons(table) == {
        "One figure": "no-earlier-figure",
        "None": "no-figure",
        "Suppressed": "suppressed",
        "Not collected": "not-collected",
        "Not for us": "not-applicable",
        "New series": "break-in-series",
        "Broken before": "beyond-band",
        "Awaited": "not-yet-due",
    }


def test_a_figure_that_is_not_yet_due_is_not_the_latest() -> None:
    """While a figure is awaited, the one before it is the latest."""
    found = verdicts(
        """
        area   | 2015-16 | 2016-17 | 2017-18
        Dorset | 85      | 81      | w
        """
    )

    assert found == {"Dorset": "worsening"}


def test_a_missing_period_is_passed_over_and_said() -> None:
    """The previous figure is the last value there is, and a gap between is made known."""
    found = judged(
        """
        area   | 2014-15 | 2015-16 | 2016-17
        Dorset | 46      | x       | 40
        """,
        polarity="lower",
    )

    assert found.verdicts == {"Dorset": "improving"}
    assert found.caveats == {"Dorset": "periods-between-missing"}


def test_a_break_parts_what_is_before_it_from_what_is_after() -> None:
    """A new series that opened after the previous figure parts the two; an earlier one does not."""
    found = judged(
        """
        area        | 2013-14 | 2014-15 | 2015-16 | 2016-17
        Just opened | 46      | 47      | 60      | 61b
        Since then  | 46      | 47      | 60b     | 61
        """
    )

    assert found.verdicts == {"Just opened": "cannot be assessed", "Since then": "improving"}


def test_an_unsettled_figure_is_marked_in_the_verdict() -> None:
    """A provisional or estimated figure still gives a verdict, which says so."""
    found = judged(
        """
        area                | 2015-16 | 2016-17
        Latest provisional  | 57      | 60p
        Latest estimated    | 57      | 60e
        Before provisional  | 57p     | 60
        Both unsettled      | 57e     | 60p
        Latest revised      | 57      | 60r
        """
    )

    assert set(found.verdicts.values()) == {"improving"}
    assert found.caveats == {
        "Latest provisional": "latest-provisional",
        "Latest estimated": "latest-estimated",
        "Before provisional": "previous-provisional",
        "Both unsettled": "latest-provisional, previous-estimated",
        "Latest revised": "",
    }


def test_without_a_band_nothing_is_judged() -> None:
    """A policy that has no band for the measure gives no verdict, and no band is guessed."""
    other = Band(kind=MeasureKind.PERFORMANCE_MEASURE, marginal=0, similar=0, source="a test")
    found = judged(
        "area | 2015-16 | 2016-17\nDorset | 57 | 60",
        Policy(bands=(other,)),
        "The policy has a band for performance measures only.",
    )

    assert found.verdicts == {"Dorset": "cannot be assessed"}
    assert found.reasons == {"Dorset": "no-band"}


def test_the_evidence_holds_the_figures_used() -> None:
    """A finding carries the two figures, their difference, and the band with its source."""
    found = judged(
        "area | 2015-16 | 2016-17\nDorset | 5.4 | 5.7",
        polarity="lower",
        kind="performance_measure",
    )

    assert found.evidence("latest") == {"Dorset": 5.7}
    assert found.evidence("previous") == {"Dorset": 5.4}
    assert found.evidence("change") == {"Dorset": 0.3}
    assert found.evidence("advantage") == {"Dorset": -0.3}
    assert [(t.name, t.value) for t in found.found["Dorset"].thresholds] == [("marginal", 0)]
