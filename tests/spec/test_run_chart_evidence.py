"""The run chart of a measure: runs on one side of the median, and crossings of it."""

from __future__ import annotations

from typing import Any

from purbeck.assess.statistical.run_chart_evidence import RULE, run_chart_evidence
from purbeck.model.policy import DEFAULT_POLICY
from tests.spec.answers import Judged, judge
from tests.spec.drawn import measure

title = "Run chart of a measure"
rules = (RULE,)


def judged(table: str, **of: Any) -> Judged:
    made = measure(**{"period": "calendar_year", **of})
    return judge(made, table, lambda drawn: run_chart_evidence(drawn, DEFAULT_POLICY))


TWELVE = """
    area       | 2006 | 2007 | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
    A step     | 50   | 51   | 49   | 50   | 51   | 50   | 54   | 55   | 53   | 54   | 55   | 54
    Drifting   | 50   | 51   | 50.5 | 51.5 | 52   | 51.8 | 53   | 52.9 | 54   | 53.5 | 55   | 54.5
    To and fro | 50   | 52   | 49   | 51   | 50   | 53   | 48   | 51   | 50   | 52   | 49   | 51
    """


def test_a_long_run_or_few_crossings_is_a_sign() -> None:
    """Of twelve figures three crossings are the fewest to expect; a step and a drift cross once.

    It is a sign that the level moved, and not whether for better or worse.
    """
    found = judged(TWELVE)

    assert found.verdicts == {
        "A step": "sign of a shift or drift",
        "Drifting": "sign of a shift or drift",
        "To and fro": "no sign of a shift or drift",
    }
    assert found.evidence("crossings", 0) == {"A step": 1, "Drifting": 1, "To and fro": 11}
    assert found.evidence("crossings_expected", 0) == {
        "A step": 3,
        "Drifting": 3,
        "To and fro": 3,
    }
    assert found.evidence("longest", 0) == {"A step": 6, "Drifting": 6, "To and fro": 1}
    assert found.evidence("longest_expected", 0) == {"A step": 7, "Drifting": 7, "To and fro": 7}


def test_no_sign_is_no_reassurance() -> None:
    """With it stands the chance that a shift of two standard deviations would have been seen."""
    found = judged(TWELVE).only("To and fro")

    assert found.caveats == {"To and fro": "little-power"}
    assert found.evidence("chance_of_seeing") == {"To and fro": 0.32}


def test_fewer_than_ten_useful_figures_are_too_few() -> None:
    """Ten that are off their median are enough; nine, however clear their step, are too few.

    A figure on the median does not count, so that eleven of which one is there are ten.
    """
    found = judged(
        """
        area      | 2007 | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        Ten       | -    | 50   | 51   | 50   | 51   | 50   | 60   | 61   | 60   | 61   | 60
        One on it | 50   | 51   | 50   | 51   | 50   | 55   | 60   | 61   | 60   | 61   | 60
        Nine      | -    | -    | 50   | 51   | 50   | 51   | 60   | 61   | 60   | 61   | 60
        Constant  | 50   | 50   | 50   | 50   | 50   | 50   | 50   | 50   | 50   | 50   | 50
        One       | -    | -    | -    | -    | -    | -    | -    | -    | -    | -    | 60
        None      | -    | -    | -    | -    | -    | -    | -    | -    | -    | -    | -
        """
    )

    assert found.verdicts == {
        "Ten": "sign of a shift or drift",
        "One on it": "sign of a shift or drift",
        "Nine": "cannot be assessed",
        "Constant": "cannot be assessed",
        "One": "cannot be assessed",
        "None": "cannot be assessed",
    }
    assert found.reasons == {
        "Ten": "evidence-found",
        "One on it": "evidence-found",
        "Nine": "too-few-points",
        "Constant": "no-variation",
        "One": "too-few-points",
        "None": "no-figure",
    }
    assert found.only("Ten", "One on it").evidence("useful", 0) == {"Ten": 10, "One on it": 10}


def test_a_break_begins_the_chart_anew() -> None:
    """Five figures since a break are too few, whatever came before it."""
    found = judged(
        """
        area       | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017
        No break   | 50   | 51   | 50   | 51   | 50   | 60   | 61   | 60   | 61   | 60
        New series | 50   | 51   | 50   | 51   | 50   | 60b  | 61   | 60   | 61   | 60
        """
    )

    assert found.reasons == {"No break": "evidence-found", "New series": "too-few-points"}


def test_a_hidden_latest_figure_or_shared_time_has_none() -> None:
    """A suppressed latest figure is not made up for; pools of years hardly cross anything."""
    hidden = judged(TWELVE.replace("55   | 54\n    Drifting", "55   | c\n    Drifting"))
    pools = judged(
        """
        area | 2009-11 | 2010-12 | 2011-13
        Here | 50      | 51      | 52
        """,
        period="calendar_pool",
    )

    assert hidden.only("A step").reasons == {"A step": "suppressed"}
    assert pools.reasons == {"Here": "pooled-years"}
