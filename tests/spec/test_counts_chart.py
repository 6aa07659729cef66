"""The chart of counts: limits that follow the denominators, and what periods vary besides."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.counts_chart import RULE, counts_chart
from purbeck.assess.statistical.variation import variation
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Variation of counts"
rules = (RULE,)

YEARLY: dict[str, Any] = {"period": "calendar_year"}


def judged(table: str, **of: Any) -> Judged:
    made = measure(**{**YEARLY, **of})
    return judge(made, table, lambda drawn: counts_chart(drawn, DEFAULT_POLICY))


def on_an_xmr_chart(table: str, **of: Any) -> Judged:
    made = measure(**{**YEARLY, **of})
    return judge(made, table, lambda drawn: variation(drawn, DEFAULT_POLICY), "On an XmR chart")


NINE = """
    area  | 2009    | 2010    | 2011    | 2012    | 2013    | 2014    | 2015    | 2016    | 2017
    Calm  | 250/500 | 260/500 | 245/500 | 255/500 | 250/500 | 265/500 | 240/500 | 255/500 | 250/500
    Above | 250/500 | 260/500 | 245/500 | 255/500 | 250/500 | 265/500 | 240/500 | 255/500 | 340/500
    Below | 250/500 | 260/500 | 245/500 | 255/500 | 250/500 | 265/500 | 240/500 | 255/500 | 160/500
    """


def test_a_figure_outside_its_limits_is_a_special_cause() -> None:
    """What it is worth the measure says: an improvement, a concern, or high or low."""
    higher, lower = judged(NINE), judged(NINE, polarity="lower")
    neither = judged(NINE, polarity="neither")

    assert higher.verdicts == {
        "Calm": "common cause",
        "Above": "special cause improvement",
        "Below": "special cause concern",
    }
    assert lower.verdicts == {
        "Calm": "common cause",
        "Above": "special cause concern",
        "Below": "special cause improvement",
    }
    assert neither.verdicts == {
        "Calm": "common cause",
        "Above": "special cause, high",
        "Below": "special cause, low",
    }


def test_few_people_in_the_last_year_have_wider_limits() -> None:
    """60% of 500 is outside; the same 60% of 50 is not, though an XmR chart sees no difference."""
    table = """
        area | 2009    | 2010    | 2011    | 2012    | 2013    | 2014    | 2015    | 2016    | 2017
        Many | 250/500 | 255/500 | 248/500 | 253/500 | 250/500 | 256/500 | 247/500 | 253/500 | 300/500
        Few  | 250/500 | 255/500 | 248/500 | 253/500 | 250/500 | 256/500 | 247/500 | 253/500 | 30/50
        """  # noqa: E501 (a drawn table is as wide as its periods)
    found, same = judged(table), on_an_xmr_chart(table)

    assert found.verdicts == {"Many": "special cause improvement", "Few": "common cause"}
    assert found.evidence("upper", 1) == {"Many": 57.2, "Few": 62.0}
    assert same.verdicts == {
        "Many": "special cause improvement",
        "Few": "special cause improvement",
    }


def test_large_denominators_are_not_full_of_signals() -> None:
    """Of fifty thousand chance gives 50% ± 0.7; years that move by a point or two widen that."""
    found = judged(
        """
        area | 2009  | 2010  | 2011  | 2012  | 2013  | 2014  | 2015  | 2016  | 2017
        Here | 25000/50000 | 25600/50000 | 24700/50000 | 25300/50000 | 25000/50000 | 25700/50000 | 24600/50000 | 25300/50000 | 25900/50000
        """  # noqa: E501 (a drawn table is as wide as its periods)
    )

    assert found.verdicts == {"Here": "common cause"}
    assert found.evidence("sigma_z") == {"Here": 5.45}
    assert found.evidence("mean") == {"Here": 50.47}
    assert found.evidence("lower", 1) == {"Here": 46.8}
    assert found.evidence("upper", 1) == {"Here": 54.1}


def test_rates_are_charted_by_their_events() -> None:
    """Events of a rate may be few: the lower limit is not below none."""
    found = judged(
        """
        area    | 2009    | 2010    | 2011    | 2012    | 2013    | 2014    | 2015    | 2016    | 2017
        Ordinary | 5/10000 | 7/10000 | 4/10000 | 6/10000 | 5/10000 | 8/10000 | 3/10000 | 6/10000 | 5/10000
        Many     | 5/10000 | 7/10000 | 4/10000 | 6/10000 | 5/10000 | 8/10000 | 3/10000 | 6/10000 | 25/10000
        """,  # noqa: E501 (a drawn table is as wide as its periods)
        unit="rate-per-1000",
        polarity="lower",
    )

    assert found.verdicts == {"Ordinary": "common cause", "Many": "special cause concern"}
    assert found.evidence("lower") == {"Ordinary": 0, "Many": 0}
    assert found.evidence("sigma_z") == {"Ordinary": 0.95, "Many": 1.52}


def test_a_short_series_without_a_signal_is_no_reassurance() -> None:
    """Seven points say nothing; eight come with how little they could have seen."""
    found = judged(
        """
        area  | 2010    | 2011    | 2012    | 2013    | 2014    | 2015    | 2016    | 2017
        Eight | 260/500 | 245/500 | 255/500 | 250/500 | 265/500 | 240/500 | 255/500 | 250/500
        Seven | -       | 245/500 | 255/500 | 250/500 | 265/500 | 240/500 | 255/500 | 250/500
        One   | -       | -       | -       | -       | -       | -       | -       | 250/500
        None  | -       | -       | -       | -       | -       | -       | -       | -
        """
    )

    assert found.verdicts == {
        "Eight": "common cause",
        "Seven": "cannot be assessed",
        "One": "cannot be assessed",
        "None": "cannot be assessed",
    }
    assert found.reasons == {
        "Eight": "no-evidence",
        "Seven": "too-few-points",
        "One": "too-few-points",
        "None": "no-figure",
    }
    assert found.only("Eight").caveats == {"Eight": "trial-limits, little-power"}
    assert found.only("Eight").evidence("chance_of_seeing") == {"Eight": 0.16}


def test_without_counts_there_is_no_such_chart() -> None:
    """Bare figures, a latest figure without counts, shares that never move, and hidden figures."""
    found = judged(
        """
        area        | 2010    | 2011    | 2012    | 2013    | 2014    | 2015    | 2016    | 2017
        Bare        | 52      | 49      | 51      | 50      | 53      | 48      | 51      | 50
        Bare last   | 260/500 | 245/500 | 255/500 | 250/500 | 265/500 | 240/500 | 255/500 | 50
        Never moves | 250/500 | 250/500 | 250/500 | 250/500 | 250/500 | 250/500 | 250/500 | 250/500
        Suppressed  | 260/500 | 245/500 | 255/500 | 250/500 | 265/500 | 240/500 | 255/500 | c
        """
    )
    days = judged("area | 2016 | 2017\nHere | 20 | 21", unit="days")

    assert found.reasons == {
        "Bare": "no-denominator",
        "Bare last": "no-denominator",
        "Never moves": "no-variation",
        "Suppressed": "suppressed",
    }
    assert days.reasons == {"Here": "not-for-this-kind"}


def test_the_chart_is_begun_anew_at_a_break() -> None:
    """Figures before the last break are of another series, and count for nothing."""
    found = judged(
        """
        area       | 2009    | 2010     | 2011    | 2012    | 2013    | 2014    | 2015    | 2016    | 2017
        No break   | 350/500 | 260/500  | 245/500 | 255/500 | 250/500 | 265/500 | 240/500 | 255/500 | 250/500
        New series | 350/500 | 260/500b | 245/500 | 255/500 | 250/500 | 265/500 | 240/500 | 255/500 | 250/500
        """  # noqa: E501 (a drawn table is as wide as its periods)
    )

    assert found.evidence("mean") == {"No break": 52.67, "New series": 50.5}
    assert found.evidence("points", 0) == {"No break": 9, "New series": 8}


def test_pools_of_years_have_no_such_chart() -> None:
    """Each pool shares years with the next, so that they hardly move."""
    found = judged(
        """
        area | 2009-11 | 2010-12 | 2011-13
        Here | 250/500 | 260/500 | 255/500
        """,
        period="calendar_pool",
    )

    assert found.reasons == {"Here": "pooled-years"}
