"""The latest figure against the same quarter, month or term of the year before."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.same_season import RULE, same_period_last_year
from purbeck.model.measure import MeasureKind
from purbeck.model.policy import DEFAULT_POLICY, Band, Policy
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Same period last year"
rules = (RULE,)

HALF_A_POINT = Policy(
    bands=(Band(kind=MeasureKind.POPULATION_INDICATOR, marginal=9, similar=0.5, source="Ours"),)
)


def judged(table: str, policy: Policy = DEFAULT_POLICY, **of: Any) -> Judged:
    of = {"period": "financial_quarter", **of}
    return judge(measure(**of), table, lambda drawn: same_period_last_year(drawn, policy))


def test_like_season_stands_beside_like() -> None:
    """The figure of four quarters before is taken, whatever the quarters between do."""
    table = """
        area  | Q1 2017-18 | Q2 2017-18 | Q3 2017-18 | Q4 2017-18 | Q1 2018-19
        Fewer | 5606       | 6412       | 5639       | 5776       | 4551
        More  | 4551       | 6412       | 5639       | 9999       | 5606
        Same  | 4551       | 1          | 2          | 3          | 4551
        """
    found = judged(table, unit="days", polarity="lower")

    assert found.verdicts == {"Fewer": "better", "More": "worse", "Same": "similar"}
    assert found.evidence("difference") == {"Fewer": -1055.0, "More": 1055.0, "Same": 0.0}
    assert found.reasons == {
        "Fewer": "beyond-band",
        "More": "beyond-band",
        "Same": "no-difference",
    }


def test_the_similar_band_divides_similar_from_more() -> None:
    """A difference of exactly the band is similar; the least bit more is not."""
    found = judged(
        """
        area   | Q1 2017-18 | Q2 2017-18 | Q3 2017-18 | Q4 2017-18 | Q1 2018-19
        Within | 56.8       | -          | -          | -          | 57.3
        Beyond | 56.8       | -          | -          | -          | 57.31
        Below  | 57.31      | -          | -          | -          | 56.8
        """,
        HALF_A_POINT,
    )

    assert found.verdicts == {"Within": "similar", "Beyond": "better", "Below": "worse"}


def test_it_is_said_whether_chance_may_part_the_two() -> None:
    """With counts the two are tested; four points of a thousand may be chance, six are not."""
    found = judged(
        """
        area      | Q1 2017-18 | Q2 2017-18 | Q3 2017-18 | Q4 2017-18 | Q1 2018-19
        Chance    | 560/1000   | -          | -          | -          | 602/1000
        More      | 560/1000   | -          | -          | -          | 620/1000
        No counts | 56         | -          | -          | -          | 62
        """,
    )

    assert found.verdicts == {"Chance": "better", "More": "better", "No counts": "better"}
    assert found.caveats == {"Chance": "within-chance", "More": "", "No counts": ""}
    assert found.evidence("p", 3) == {"Chance": 0.057, "More": 0.006, "No counts": None}


def test_it_cannot_be_said_without_both_figures_of_one_series() -> None:
    """A figure a year before is needed, without a break after it; it may itself open a series."""
    found = judged(
        """
        area    | Q1 2017-18 | Q2 2017-18 | Q3 2017-18 | Q4 2017-18 | Q1 2018-19
        None    | -          | 1          | 2          | 3          | 4
        Hidden  | c          | 1          | 2          | 3          | 4
        Broken  | 1          | 1          | 2b         | 3          | 4
        At last | 1          | 1          | 2          | 3          | 4b
        Opens   | 1b         | 1          | 2          | 3          | 4
        No last | 1          | 1          | 2          | 3          | x
        """
    )

    assert found.reasons == {
        "None": "no-earlier-figure",
        "Hidden": "no-earlier-figure",
        "Broken": "break-in-series",
        "At last": "break-in-series",
        "Opens": "beyond-band",
        "No last": "not-collected",
    }


def test_months_and_terms_have_their_own_year() -> None:
    """Twelve months before a month, and three terms before a term."""
    terms = judged(
        """
        area   | Autumn 2017-18 | Spring 2017-18 | Summer 2017-18 | Autumn 2018-19
        Dorset | 90             | 80             | 70             | 95
        """,
        period="term",
    )
    months = judged("area | Sep 2017 | Sep 2018\nDorset | 90 | 95", period="month")
    yearly = judged("area | 2016-17 | 2017-18\nDorset | 1 | 2", period="financial_year")

    assert terms.evidence("earlier") == {"Dorset": 90.0}
    assert months.evidence("earlier") == {"Dorset": 90.0}
    assert yearly.reasons == {"Dorset": "not-for-this-kind"}


def test_without_a_better_way_the_difference_stands_without_a_verdict() -> None:
    """Where neither way is better, or the policy has no band, there is only the difference."""
    table = "area | Sep 2017 | Sep 2018\nDorset | 90 | 95"
    neither = judged(table, period="month", polarity="neither")
    no_band = judged(table, Policy(bands=()), period="month")

    assert neither.reasons == {"Dorset": "no-polarity"}
    assert neither.evidence("difference") == {"Dorset": 5.0}
    assert no_band.reasons == {"Dorset": "no-band"}


def test_a_panel_without_periods_is_answered() -> None:
    """No period and no figure cannot be assessed, and nothing fails."""
    assert judged("area\nDorset").reasons == {"Dorset": "no-figure"}
    assert judged("area | Q1 2017-18\nDorset | 1").reasons == {"Dorset": "no-earlier-figure"}
