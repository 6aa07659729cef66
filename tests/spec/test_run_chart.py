"""The run chart: Anhøj's two rules of the median."""

from __future__ import annotations

from collections.abc import Callable

from purbeck.assess.statistical import run_chart_evidence
from purbeck.methods import run_chart as module
from purbeck.methods.run_chart import (
    BEYOND_LOG2,
    CROSSINGS_RISK,
    USEFUL,
    fewest_crossings_expected,
    longest_run_expected,
    run_chart,
)
from tests.spec.method_cases import Figures, Method, Row, cases

method = Method(
    name="Run chart",
    statement=(
        "Whether figures keep to both sides of their own median as chance would have them: a run "
        "on one side that is too long, or too few crossings of the median, is a sign of a shift or "
        "a drift. No limits are needed."
    ),
    definition=(
        "Figures on the median are left out; those that remain are the useful ones, n.",
        f"Longest run: more than log₂ n, rounded (a half to the even whole), plus {BEYOND_LOG2} in "
        "a row on one side is a signal.",
        f"Crossings: fewer than the {CROSSINGS_RISK:.0%} point of the binomial of n − 1 at a half "
        "is a signal.",
        f"With fewer than {USEFUL} useful figures the absence of a signal means nothing.",
    ),
    source=(
        "Anhøj and Olesen 2014, PLoS ONE 9(11):e113825; Schilling 2012 for the run; Chen 2010 for "
        "the crossings; source read: qicharts2 (1b9487e)."
    ),
    modules=(module,),
    used_by=(run_chart_evidence.RULE,),
)


def asked(what: str) -> Callable[[Row], Figures]:
    """Ask the chart of one series for something."""

    def of(row: Row) -> Figures:
        held: Figures = getattr(run_chart([row["figures"]]), what)
        return held

    return of


def test_what_chance_would_give_is_as_published() -> None:
    """Longest runs and fewest crossings to expect, as Anhøj and Olesen tabled them."""
    drawn = cases(
        """
        case     | useful
        None     | 0
        Ten      | 10
        Eleven   | 11
        Twelve   | 12
        Fifteen  | 15
        Twenty   | 20
        24       | 24
        30       | 30
        """
    )

    assert drawn.each("longest run", lambda row: longest_run_expected(row["useful"])) == {
        "None": 0,
        "Ten": 6,
        "Eleven": 6,
        "Twelve": 7,
        "Fifteen": 7,
        "Twenty": 7,
        "24": 8,
        "30": 8,
    }
    assert drawn.each("fewest crossings", lambda row: fewest_crossings_expected(row["useful"])) == {
        "None": 0,
        "Ten": 2,
        "Eleven": 2,
        "Twelve": 3,
        "Fifteen": 4,
        "Twenty": 6,
        "24": 8,
        "30": 10,
    }


SERIES = """
    case           | figures
    A step         | 1 2 1 2 1 2 11 12 11 12 11 12
    Ordinary       | 1 2 2 1 2 1 1 2 1 1 2 2
    To and fro     | 1 2 1 2 1 2 1 2 1 2 1 2
    One long run   | 6 6 5 6 5 6 5 1 1 1 1 1 1 1 1 5
    """


def test_a_long_run_or_few_crossings_is_a_signal() -> None:
    """Six on each side cross once where three crossings are the fewest: a signal.

    Figures that cross all the time are none, for more crossings than usual are not asked about.
    """
    drawn = cases(SERIES)

    assert drawn.each("median", asked("median")) == {
        "A step": 6.5,
        "Ordinary": 1.5,
        "To and fro": 1.5,
        "One long run": 3.0,
    }
    assert drawn.each("longest run", asked("longest")) == {
        "A step": 6,
        "Ordinary": 2,
        "To and fro": 1,
        "One long run": 8,
    }
    assert drawn.each("crossings", asked("crossings")) == {
        "A step": 1,
        "Ordinary": 7,
        "To and fro": 11,
        "One long run": 2,
    }
    assert drawn.each("signal", asked("signal")) == {
        "A step": "yes",
        "Ordinary": "no",
        "To and fro": "no",
        "One long run": "yes",
    }


def test_exactly_as_expected_is_no_signal() -> None:
    """Of ten, a run of six is the longest to expect and two crossings are the fewest."""
    drawn = cases(
        """
        case            | figures
        Six, crossed 2  | 1 1 9 9 9 9 1 1 1 8
        Run of five     | 1 1 9 9 9 9 9 1 1 1
        One crossing    | 1 1 1 1 1 9 9 9 9 9
        """
    )

    assert drawn.each("longest run", asked("longest")) == {
        "Six, crossed 2": 4,
        "Run of five": 5,
        "One crossing": 5,
    }
    assert drawn.each("crossings", asked("crossings")) == {
        "Six, crossed 2": 3,
        "Run of five": 2,
        "One crossing": 1,
    }
    assert drawn.each("signal", asked("signal")) == {
        "Six, crossed 2": "no",
        "Run of five": "no",
        "One crossing": "yes",
    }


def test_figures_on_the_median_do_not_count() -> None:
    """A figure on the median is in no run and ends none; a constant series has no useful one."""
    drawn = cases(
        """
        case      | figures
        Three on  | 1 2 3 3 3 4 5
        Constant  | 5 5 5 5 5 5 5 5 5 5 5 5
        One       | 5
        A gap     | 1 2 - 3 3 3 4 5
        """
    )

    assert drawn.each("useful", asked("useful")) == {
        "Three on": 4,
        "Constant": 0,
        "One": 0,
        "A gap": 4,
    }
    assert drawn.each("signal", asked("signal")) == {
        "Three on": "no",
        "Constant": "no",
        "One": "no",
        "A gap": "no",
    }
    assert drawn.each("enough to judge", asked("judged")) == {
        "Three on": "no",
        "Constant": "no",
        "One": "no",
        "A gap": "no",
    }
