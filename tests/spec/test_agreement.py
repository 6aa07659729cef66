"""Whether the evidence bears out what the council's own rule says of the change."""

from __future__ import annotations

from typing import Any

from purbeck.assess.direction_of_travel import direction_of_travel
from purbeck.assess.finding import Findings
from purbeck.assess.statistical.agreement import RULE, agreement
from purbeck.assess.statistical.change_evidence import change_evidence
from purbeck.assess.statistical.trend_evidence import trend_evidence
from purbeck.assess.statistical.variation import variation
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.verdict import Agreement
from purbeck.panel import Panel
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Do the two verdicts agree?"
rules = (RULE,)


def agrees(drawn: Panel) -> Findings[Agreement]:
    return agreement(
        direction_of_travel(drawn, DEFAULT_POLICY),
        trend_evidence(drawn, DEFAULT_POLICY),
        change_evidence(drawn, DEFAULT_POLICY),
        variation(drawn, DEFAULT_POLICY),
    )


def judged(table: str, **of: Any) -> Judged:
    return judge(measure(**of), table, agrees)


def test_one_test_that_finds_the_same_bears_the_verdict_out() -> None:
    """A change is borne out where the two figures can be told apart, else it is within chance."""
    found = judged(
        """
        area        | 2015-16  | 2016-17
        Six better  | 560/1000 | 620/1000
        Six worse   | 620/1000 | 560/1000
        Four better | 560/1000 | 602/1000
        Four worse  | 602/1000 | 560/1000
        """
    )

    assert found.verdicts == {
        "Six better": "borne out by the evidence",
        "Six worse": "borne out by the evidence",
        "Four better": "within what chance and ordinary variation would give",
        "Four worse": "within what chance and ordinary variation would give",
    }
    assert found.evidence("tests", 0) == {
        "Six better": 1,
        "Six worse": 1,
        "Four better": 1,
        "Four worse": 1,
    }


def test_a_trend_or_a_special_cause_bears_out_too() -> None:
    """Where a year's change is within chance, the figures together may still show the same."""
    found = judged(
        """
        area    | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Trend   | 50   | 51   | 52   | 53   | 54   | 55   | 56   | 57
        Jump    | 50   | 51   | 50   | 51   | 50   | 51   | 50   | 60
        Neither | 50   | 52   | 49   | 51   | 50   | 53   | 48   | 51
        """,
        period="calendar_year",
    )

    assert found.verdicts == {
        "Trend": "borne out by the evidence",
        "Jump": "borne out by the evidence",
        "Neither": "within what chance and ordinary variation would give",
    }
    assert found.evidence("tests", 0) == {"Trend": 2, "Jump": 2, "Neither": 2}


def test_the_opposite_contradicts() -> None:
    """A rise within a fall of many years is contradicted, unless another test finds the rise."""
    found = judged(
        """
        area         | 2010    | 2011    | 2012    | 2013    | 2014    | 2015    | 2016    | 2017
        Up for once  | 400/500 | 380/500 | 360/500 | 340/500 | 320/500 | 300/500 | 280/500 | 290/500
        Up for sure  | 400/500 | 380/500 | 360/500 | 340/500 | 320/500 | 300/500 | 260/500 | 300/500
        """,
        period="calendar_year",
    )

    assert found.verdicts == {
        "Up for once": "contradicted by the evidence",
        "Up for sure": "borne out by the evidence",
    }


def test_a_trend_may_be_one_that_the_rule_does_not_see() -> None:
    """Small steps that add up are a trend; small steps that do not are as the rule has them."""
    found = judged(
        """
        area    | 2012 | 2013 | 2014 | 2015 | 2016
        Adding  | 50.0 | 50.4 | 50.8 | 51.2 | 51.6
        Resting | 50.0 | 51.0 | 49.0 | 51.2 | 51.2
        """,
        period="calendar_year",
    )

    assert found.verdicts == {
        "Adding": "a trend that the rule does not see",
        "Resting": "borne out by the evidence",
    }


def test_in_a_range_the_same_is_a_move_the_way_of_the_change() -> None:
    """A rise towards its range that can be told apart is borne out, and so is one away from it."""
    found = judged(
        """
        area        | 2015-16  | 2016-17
        Nearer      | 300/1000 | 380/1000
        Away        | 620/1000 | 700/1000
        By chance   | 300/1000 | 310/1000
        """,
        polarity="range",
        aim=(40.0, 60.0),
    )

    assert found.verdicts == {
        "Nearer": "borne out by the evidence",
        "Away": "borne out by the evidence",
        "By chance": "within what chance and ordinary variation would give",
    }


def test_without_a_verdict_or_a_test_there_is_nothing_to_hold_together() -> None:
    """Two bare figures cannot be tested, and one has no verdict that could be."""
    found = judged(
        """
        area       | 2014-15  | 2015-16  | 2016-17
        Bare       | -        | 56       | 62
        One figure | -        | -        | 62
        None       | -        | -        | -
        Suppressed | 540/1000 | 560/1000 | c
        New series | 540/1000 | 560/1000 | 620/1000b
        Constant   | 56       | 56       | 56
        """
    )

    assert set(found.verdicts.values()) == {"cannot be tested"}
    assert found.reasons == {
        "Bare": "nothing-to-test-with",
        "One figure": "nothing-to-go-by",
        "None": "nothing-to-go-by",
        "Suppressed": "nothing-to-go-by",
        "New series": "nothing-to-go-by",
        "Constant": "nothing-to-test-with",
    }


def test_without_polarity_there_is_no_verdict_to_test() -> None:
    """Where neither way is better the council's rule says nothing that could be borne out."""
    found = judged(
        """
        area | 2015-16  | 2016-17
        Here | 560/1000 | 620/1000
        """,
        polarity="neither",
    )

    assert found.reasons == {"Here": "nothing-to-go-by"}


def test_where_lower_is_better_a_fall_is_borne_out_as_better() -> None:
    """Rule and tests are turned round together."""
    found = judged(
        """
        area | 2015-16  | 2016-17
        Fall | 620/1000 | 560/1000
        Rise | 560/1000 | 620/1000
        """,
        polarity="lower",
    )

    assert found.verdicts == {
        "Fall": "borne out by the evidence",
        "Rise": "borne out by the evidence",
    }
