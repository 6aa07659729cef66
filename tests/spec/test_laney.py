"""Control charts of counts, with limits that follow the denominators: Laney's p' and u'."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from purbeck.assess.statistical import counts_chart
from purbeck.methods import laney
from purbeck.methods.laney import D2, SIGMAS, CountChart, CountLimits, p_chart, u_chart
from tests.spec.method_cases import Figures, Method, Row, cases

method = Method(
    name="Laney's p′ and u′",
    statement=(
        "A control chart of a share or a rate whose limits follow the denominator of each period, "
        "and are widened (or narrowed) by the variation that there is between periods beyond what "
        "chance alone would give. With thousands in the denominator the plain p and u chart call "
        "almost every point special."
    ),
    definition=(
        "Centre: all numerators over all denominators, p̄ or ū.",
        "Chance: s = √(p̄(1 − p̄)/n) for a share, √(ū/n) for a rate, with the n of each period.",
        f"z = (value − centre)/s; sigma z = the mean of |z − z before| over {D2:g}.",
        f"Limits: centre ± {SIGMAS:g} · s · sigma z; a share's within 0 and 1, a rate's not below "
        "0. A plain p or u chart has sigma z = 1.",
        "sigma z is not held at 1 or above; it is given, so that a reader sees what it did.",
    ),
    source=(
        "Laney 2002, Quality Engineering 14(4):531; Montgomery, Introduction to Statistical "
        "Quality Control, for 1.128; source read: qicharts2 (1b9487e)."
    ),
    modules=(laney,),
    used_by=(counts_chart.RULE,),
)

Chart = Callable[..., CountChart]


def last(chart: Chart, what: str, *, laneys: bool = True) -> Callable[[Row], Figures]:
    """Ask a chart for something of its last point."""

    def of(row: Row) -> Figures:
        drawn = chart([row["numerators"]], [row["denominators"]], laney=laneys)
        held: Figures = getattr(drawn, what)
        return held[-1:] if held.ndim == 1 else held[0, -1:]

    return of


EVEN = """
    case          | numerators      | denominators
    By the book   | 10 14 10 14     | 100 100 100 100
    Ten times all | 100 140 100 140 | 1000 1000 1000 1000
    """


def test_limits_are_widened_by_the_variation_between_periods() -> None:
    """Shares of 10% and 14% in turn, p̄ 12%: s is 3.25 of a hundred, 1.03 of a thousand.

    z moves by 0.04/s each time, 1.231 and 3.893, so that sigma z is 1.091 and 3.451. Both charts
    then have the same limits, for the shares moved alike.
    """
    drawn = cases(EVEN)

    assert drawn.each("sigma z", last(p_chart, "sigma_z"), 3) == {
        "By the book": 1.091,
        "Ten times all": 3.451,
    }
    assert drawn.each("p′ upper", last(p_chart, "upper")) == {
        "By the book": 0.2264,
        "Ten times all": 0.2264,
    }
    assert drawn.each("p upper", last(p_chart, "upper", laneys=False)) == {
        "By the book": 0.2175,
        "Ten times all": 0.1508,
    }
    assert drawn.each("p′ lower", last(p_chart, "lower")) == {
        "By the book": 0.0136,
        "Ten times all": 0.0136,
    }


def test_limits_follow_the_denominator_of_the_period() -> None:
    """Of a quarter as many people the limits are twice as far from the centre."""
    drawn = cases(
        """
        case     | numerators       | denominators
        The same | 100 140 100 140  | 1000 1000 1000 1000
        Fewer    | 100 140 100 30   | 1000 1000 1000 250
        """
    )

    def reach(row: Row) -> Figures:
        chart = p_chart([row["numerators"]], [row["denominators"]], laney=True)
        first, end = (chart.upper[0, at] - chart.centre[0] for at in (0, -1))
        return np.asarray(end / first)

    assert drawn.each("last reach over first", reach) == {"The same": 1.0, "Fewer": 2.0}


def test_a_rate_may_have_more_events_than_people() -> None:
    """Of 5, 7, 5 and 7 events to each of ten thousand, ū is 0.0006 and s √(0.0006/10,000)."""
    drawn = cases(
        """
        case     | numerators  | denominators
        Seldom   | 5 7 5 7     | 10000 10000 10000 10000
        Each two | 20 24 20 24 | 10 10 10 10
        """
    )

    assert drawn.each("u upper", last(u_chart, "upper", laneys=False), 6) == {
        "Seldom": 0.001335,
        "Each two": 3.607125,
    }
    assert drawn.each("sigma z", last(u_chart, "sigma_z"), 3) == {
        "Seldom": 0.724,
        "Each two": 0.756,
    }


def test_a_point_on_a_limit_is_within_it() -> None:
    """Beyond is above the upper limit (1) or below the lower one (-1); on it is 0."""
    drawn = cases(
        """
        case      | numerators                        | denominators
        Far above | 50 50 52 48 50 52 48 50 51 90     | 100 100 100 100 100 100 100 100 100 100
        Far below | 50 50 52 48 50 52 48 50 51 10     | 100 100 100 100 100 100 100 100 100 100
        Ordinary  | 50 50 52 48 50 52 48 50 51 52     | 100 100 100 100 100 100 100 100 100 100
        """
    )

    assert drawn.each("beyond p", last(p_chart, "beyond", laneys=False)) == {
        "Far above": 1,
        "Far below": -1,
        "Ordinary": 0,
    }
    assert drawn.each("beyond p′", last(p_chart, "beyond")) == {
        "Far above": 1,
        "Far below": -1,
        "Ordinary": 0,
    }


def test_one_point_or_none_that_varies_has_no_limits() -> None:
    """One point, shares that never move, or all of all: no limits, and nothing is beyond them."""
    drawn = cases(
        """
        case           | numerators | denominators
        One point      | 3          | 10
        Never moves    | 2 2 2      | 10 10 10
        None ever      | 0 0 0      | 10 10 10
        All of all     | 10 10      | 10 10
        More than all  | 11 12      | 10 10
        Moves          | 2 3 2      | 10 10 10
        """
    )

    def rests_on(row: Row) -> str:
        limits = p_chart([row["numerators"]], [row["denominators"]], laney=True).limits
        return CountLimits(limits[0]).name.lower().replace("_", " ") if len(limits) else "no point"

    assert drawn.each("limits", rests_on) == {
        "One point": "too few",
        "Never moves": "no variation",
        "None ever": "no variation",
        "All of all": "no variation",
        "More than all": "no point",
        "Moves": "found",
    }
