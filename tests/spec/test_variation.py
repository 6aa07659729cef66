"""The XmR chart of each area: variation and assurance."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.variation import (
    ASSURANCE_RULE,
    VARIATION_RULE,
    assurance,
    variation,
)
from purbeck.model.period import Period, PeriodKind
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.target import Target
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Variation and assurance"
rules = (VARIATION_RULE, ASSURANCE_RULE)

YEARLY: dict[str, Any] = {"period": "calendar_year"}


def varies(table: str, **of: Any) -> Judged:
    return judge(measure(**{**YEARLY, **of}), table, lambda drawn: variation(drawn, DEFAULT_POLICY))


def assured(table: str, target: float | None, **of: Any) -> Judged:
    first = Period(PeriodKind.CALENDAR_YEAR, 1990)
    steps = None if target is None else Target(steps=((first, target),))
    made = measure(**{**YEARLY, **of}, target=steps)
    return judge(made, table, lambda drawn: assurance(drawn, DEFAULT_POLICY))


THIRTEEN = """
    area       | 2005 | 2006 | 2007 | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
    Calm       | 50   | 52   | 49   | 51   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51   | 50
    Above      | 50   | 52   | 49   | 51   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51   | 60
    Below      | 50   | 52   | 49   | 51   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51   | 40
    Seven up   | 50   | 52   | 49   | 51   | 50   | 53   | 45   | 46   | 47   | 48   | 49   | 50   | 51
    Seven over | 50   | 52   | 49   | 50   | 50   | 49   | 54   | 55   | 54   | 55   | 54   | 55   | 54
    Six over   | 50   | 52   | 49   | 51   | 48   | 51   | 48   | 54   | 53   | 54   | 53   | 54   | 53
    It is over | 50   | 52   | 49   | 60   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51   | 50
    """  # noqa: E501 (a drawn table is as wide as its periods)


def test_what_the_last_point_says() -> None:
    """The last point is a special cause outside the limits, or at the end of a run of seven."""
    found = varies(THIRTEEN)

    assert found.verdicts == {
        "Calm": "common cause",
        "Above": "special cause improvement",
        "Below": "special cause concern",
        "Seven up": "special cause improvement",
        "Seven over": "special cause improvement",
        "Six over": "common cause",
        "It is over": "common cause",
    }
    assert found.only("Calm", "Above").evidence("lower") == {"Calm": 44.25, "Above": 43.25}
    assert found.only("Calm", "Above").evidence("upper") == {"Calm": 56.67, "Above": 59.21}


def test_two_of_three_close_to_a_limit_are_a_special_cause() -> None:
    """Two of the last three close to the limit on one side are a special cause; one is not."""
    found = varies(
        """
        area | 2005 | 2006 | 2007 | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Two  | 50   | 52   | 49   | 51   | 50   | 51   | 49   | 51   | 50   | 49   | 51   | 54   | 54
        One  | 50   | 52   | 49   | 51   | 50   | 51   | 49   | 51   | 50   | 49   | 51   | 51   | 54
        """  # noqa: E501 (a drawn table is as wide as its periods)
    )

    assert found.verdicts == {"Two": "special cause improvement", "One": "common cause"}


def test_a_figure_on_a_limit_is_within_it() -> None:
    """A figure exactly on the upper limit is ordinary; the least bit beyond it is not."""
    found = varies(
        """
        area   | 1998 | 1999 | 2000 | 2001 | 2002 | 2003 | 2004 | 2005 | 2006 | 2007 | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        On it  | 2    | 1    | 0    | 1    | 3    | 1    | 2    | 0    | 1    | 2    | 1    | 0    | 3    | 2    | 1    | 1    | 2    | 1    | 1    | 5
        Beyond | 2    | 1    | 0    | 1    | 3    | 1    | 2    | 0    | 1    | 2    | 1    | 0    | 3    | 2    | 1    | 1    | 2    | 1    | 1    | 5.1
        """,  # noqa: E501 (a drawn table is as wide as its periods)
        unit="score",
    )

    assert found.verdicts == {"On it": "common cause", "Beyond": "special cause improvement"}
    assert found.evidence("upper") == {"On it": 5.0, "Beyond": 5.02}


POLARITY = """
    area  | 2005 | 2006 | 2007 | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
    Above | 50   | 52   | 49   | 51   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51   | 60
    Below | 50   | 52   | 49   | 51   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51   | 40
    """


def test_polarity_says_what_a_special_cause_is_worth() -> None:
    """It is an improvement or a concern as the measure declares; else it is high or low."""
    higher, lower = varies(POLARITY), varies(POLARITY, polarity="lower")
    neither = varies(POLARITY, polarity="neither")
    ranged = varies(POLARITY, polarity="range", aim=(45.0, 55.0))

    assert higher.verdicts == {
        "Above": "special cause improvement",
        "Below": "special cause concern",
    }
    assert lower.verdicts == {
        "Above": "special cause concern",
        "Below": "special cause improvement",
    }
    assert neither.verdicts == {"Above": "special cause, high", "Below": "special cause, low"}
    assert ranged.verdicts == {"Above": "special cause, high", "Below": "special cause, low"}


def test_a_short_series_without_a_signal_is_no_reassurance() -> None:
    """Fewer than eight points without a special cause are not called stable; with one, it is told.

    Eight to twelve come with the chance that a jump of three standard deviations would have been
    seen.
    """
    found = varies(
        """
        area          | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Eight         | 50   | 52   | 49   | 51   | 50   | 53   | 48   | 51
        Seven         | -    | 52   | 49   | 51   | 50   | 53   | 48   | 51
        Seven, a jump | -    | 50   | 51   | 50   | 51   | 50   | 51   | 60
        Two           | -    | -    | -    | -    | -    | -    | 48   | 51
        One           | -    | -    | -    | -    | -    | -    | -    | 51
        None          | -    | -    | -    | -    | -    | -    | -    | -
        """
    )

    assert found.verdicts == {
        "Eight": "common cause",
        "Seven": "cannot be assessed",
        "Seven, a jump": "special cause improvement",
        "Two": "cannot be assessed",
        "One": "cannot be assessed",
        "None": "cannot be assessed",
    }
    assert found.reasons == {
        "Eight": "no-evidence",
        "Seven": "too-few-points",
        "Seven, a jump": "evidence-found",
        "Two": "too-few-points",
        "One": "too-few-points",
        "None": "no-figure",
    }
    assert found.only("Eight", "Seven, a jump").caveats == {
        "Eight": "trial-limits, little-power",
        "Seven, a jump": "trial-limits",
    }
    assert found.only("Eight").evidence("chance_of_seeing") == {"Eight": 0.21}


def test_figures_that_hardly_change_are_not_full_of_signals() -> None:
    """A constant series has no limits; one that moved but once keeps those of that one move."""
    found = varies(
        """
        area     | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Constant | 5    | 5    | 5    | 5    | 5    | 5    | 5    | 5    | 5    | 5
        One move | 5    | 5    | 5    | 5    | 5    | 5    | 5    | 5    | 5    | 5.2
        """,
        unit="score",
    )

    assert found.verdicts == {
        "Constant": "cannot be assessed",
        "One move": "special cause improvement",
    }
    assert found.reasons == {"Constant": "no-variation", "One move": "evidence-found"}


def test_the_chart_is_drawn_anew_at_a_break() -> None:
    """Mean and limits are those of the newest series, its first figure included."""
    found = varies(
        """
        area         | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        No break     | 70   | 72   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51
        New series   | 70   | 72   | 50b  | 53   | 48   | 51   | 50   | 52   | 49   | 51
        New just now | 70   | 72   | 70   | 73   | 68   | 71   | 70   | 72   | 69   | 51b
        """
    )

    assert found.evidence("mean") == {"No break": 54.6, "New series": 50.5, "New just now": 51.0}
    assert found.evidence("points", 0) == {"No break": 10, "New series": 8, "New just now": 1}
    assert found.verdicts == {
        "No break": "special cause concern",
        "New series": "common cause",
        "New just now": "cannot be assessed",
    }


def test_a_gap_does_not_end_the_chart() -> None:
    """Points on either side of a gap are neighbours, as on a chart drawn of what there is."""
    found = varies(
        """
        area     | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        In a row | -    | -    | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51
        Gaps     | 50   | 53   | c    | 48   | 51   | x    | 50   | 52   | 49   | 51
        """
    )

    assert found.verdicts == {"In a row": "common cause", "Gaps": "common cause"}
    assert found.evidence("upper") == {"In a row": 57.72, "Gaps": 57.72}


def test_without_a_latest_figure_there_is_no_last_point() -> None:
    """A hidden or missing latest figure is not made up for by the one before; a due one may be."""
    found = varies(
        """
        area       | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Suppressed | 52   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51   | c
        Awaited    | 52   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51   | w
        Behind     | 52   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51   | -
        """
    )

    assert found.verdicts == {
        "Suppressed": "cannot be assessed",
        "Awaited": "common cause",
        "Behind": "common cause",
    }
    assert found.only("Suppressed").reasons == {"Suppressed": "suppressed"}


def test_pools_of_years_have_no_chart() -> None:
    """Each pool shares years with the next, so that they hardly move, and their limits mislead."""
    table = """
        area | 2001-03 | 2002-04 | 2003-05 | 2004-06 | 2005-07 | 2006-08 | 2007-09 | 2008-10
        Here | 50      | 51      | 50      | 51      | 50      | 51      | 50      | 58
        """
    found = varies(table, period="calendar_pool")

    assert found.verdicts == {"Here": "cannot be assessed"}
    assert found.reasons == {"Here": "pooled-years"}


TEN = """
    area | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
    Here | 50   | 52   | 49   | 51   | 50   | 53   | 48   | 51   | 50   | 52
    """


def test_a_target_beyond_the_limits_is_passed_or_failed_every_time() -> None:
    """Between the limits either may happen; without one better way there is no assurance."""
    assert assured(TEN, 40).verdicts == {"Here": "consistently passes"}
    assert assured(TEN, 50).verdicts == {"Here": "hit and miss"}
    assert assured(TEN, 60).verdicts == {"Here": "consistently fails"}
    assert assured(TEN, 40, polarity="lower").verdicts == {"Here": "consistently fails"}
    assert assured(TEN, 60, polarity="lower").verdicts == {"Here": "consistently passes"}
    assert assured(TEN, 60, polarity="neither").verdicts == {"Here": "cannot be assessed"}
    assert assured(TEN, 60, polarity="neither").reasons == {"Here": "no-polarity"}
    assert assured(TEN, None).reasons == {"Here": "no-target"}


def test_a_target_on_a_limit_may_be_hit_or_missed() -> None:
    """The limits of ten figures from 1 to 3 that go up and down by 2 lie at -3.32 and 7.32."""
    table = """
        area | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Here | 1    | 3    | 1    | 3    | 1    | 3    | 1    | 3    | 1    | 3
        """

    assert assured(table, 7.32, unit="score").verdicts == {"Here": "hit and miss"}
    assert assured(table, 7.33, unit="score").verdicts == {"Here": "consistently fails"}
    assert assured(table, -3.32, unit="score").verdicts == {"Here": "hit and miss"}
    assert assured(table, -3.33, unit="score").verdicts == {"Here": "consistently passes"}


def test_assurance_needs_eight_points_that_vary() -> None:
    """Seven points, a constant series or a hidden latest figure assure nobody of anything."""
    found = assured(
        """
        area       | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Eight      | -    | -    | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51
        Seven      | -    | -    | -    | 53   | 48   | 51   | 50   | 52   | 49   | 51
        Constant   | 50   | 50   | 50   | 50   | 50   | 50   | 50   | 50   | 50   | 50
        Suppressed | 52   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51   | c
        """,
        70,
    )

    assert found.verdicts == {
        "Eight": "consistently fails",
        "Seven": "cannot be assessed",
        "Constant": "cannot be assessed",
        "Suppressed": "cannot be assessed",
    }
    assert found.reasons == {
        "Eight": "evidence-found",
        "Seven": "too-few-points",
        "Constant": "no-variation",
        "Suppressed": "suppressed",
    }
