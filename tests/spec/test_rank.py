"""Ranks with their intervals, quarters, and the distance from the neighbours' median."""

from __future__ import annotations

from collections.abc import Callable

from purbeck.assess.statistical import standing
from purbeck.methods import rank, rank_interval
from purbeck.methods.interval import Interval
from purbeck.methods.rank import (
    FEWEST_FOR_BOUNDS,
    distance_from_median,
    quantile_bounds,
    quantile_group,
    ranks,
)
from purbeck.methods.rank_interval import REPETITIONS, RankInterval
from tests.spec.method_cases import Figures, Method, Row, cases

method = Method(
    name="Rank, quarter and distance from the median",
    statement=(
        "Where an area stands among its peers, and how surely: its rank with the range that chance "
        "gives it, its quarter, and how far it lies from the middle one in units of how far the "
        "others lie."
    ),
    definition=(
        "Equal figures share the better rank (1, 2, 2, 4); an area without a figure has none.",
        f"Range of a rank: every area is drawn {REPETITIONS:,} times from its own interval, an "
        "error for each side, seeded; the range holds the middle 95% of the ranks drawn.",
        "Quarters: quantiles of type 7, rounded to ten decimals; a figure on a bound is in the "
        f"lower group; fewer than {FEWEST_FOR_BOUNDS} figures have none.",
        "Distance: (figure − median) / median absolute deviation from it, which is not scaled to a "
        "standard deviation.",
    ),
    source=(
        "Goldstein and Spiegelhalter 1996, JRSS A 159:385; Hyndman and Fan 1996 (type 7); "
        "quarters as in Fingertips (fingertips-open 6780897)."
    ),
    modules=(rank, rank_interval),
    used_by=(standing.RULE,),
)

PEERS = """
    area   | figure
    Dorset | 71
    Devon  | 69
    Poole  | -
    Exeter | 69
    Bath   | 56
    """


def test_equal_figures_share_the_better_rank() -> None:
    """Two at 69 are both second of four; the next is fourth. No figure has no rank (0)."""
    drawn = cases(PEERS)

    assert drawn.all(
        "rank from the highest", lambda column: ranks(column["figure"]).from_highest
    ) == {
        "Dorset": 1,
        "Devon": 2,
        "Poole": 0,
        "Exeter": 2,
        "Bath": 4,
    }
    assert drawn.all(
        "rank from the lowest", lambda column: ranks(column["figure"]).from_lowest
    ) == {
        "Dorset": 4,
        "Devon": 2,
        "Poole": 0,
        "Exeter": 2,
        "Bath": 1,
    }


def range_of(column: Row) -> RankInterval:
    return rank_interval.rank_interval(
        column["figure"], Interval(column["lower"], column["upper"]), seed=1
    )


def test_a_rank_has_the_range_that_chance_gives_it() -> None:
    """Two that overlap may change places, one far above is first each time.

    One without an interval is taken as certain, but those around it are not.
    """
    drawn = cases(
        """
        area   | figure | lower | upper
        Dorset | 50     | 47    | 53
        Devon  | 51     | 48    | 54
        Poole  | 80     | 77    | 83
        Exeter | 20     | -     | -
        Bath   | -      | -     | -
        """
    )

    assert drawn.all("from", lambda column: range_of(column).lower) == {
        "Dorset": 2,
        "Devon": 2,
        "Poole": 1,
        "Exeter": 4,
        "Bath": 0,
    }
    assert drawn.all("to", lambda column: range_of(column).upper) == {
        "Dorset": 3,
        "Devon": 3,
        "Poole": 1,
        "Exeter": 4,
        "Bath": 0,
    }


def test_one_area_alone_is_first() -> None:
    """With nobody beside it an area has rank 1 of 1, for certain, and no quarter."""
    drawn = cases(
        """
        area   | figure | lower | upper
        Dorset | 50     | 47    | 53
        """
    )

    assert drawn.all("from", lambda column: range_of(column).lower) == {"Dorset": 1}
    assert drawn.all("to", lambda column: range_of(column).upper) == {"Dorset": 1}
    assert drawn.all("quarter", lambda column: quantile_group(column["figure"])) == {"Dorset": 0}


def test_the_distance_from_the_median_in_median_deviations() -> None:
    """Of 1, 2, 3, 4 and 9 the median is 3; the deviations 2, 1, 0, 1 and 6 have the median 1.

    Where half and more are equal the deviation is 0, and there is no distance.
    """
    drawn = cases(
        """
        area   | figure
        Dorset | 9
        Devon  | 4
        Poole  | 3
        Exeter | 2
        Bath   | 1
        Wells  | -
        """
    )
    equal = cases(
        """
        area   | figure
        Dorset | 63
        Devon  | 60
        Poole  | 60
        Exeter | 60
        """
    )

    assert drawn.all("distance", lambda column: distance_from_median(column["figure"])[2]) == {
        "Dorset": 6,
        "Devon": 1,
        "Poole": 0,
        "Exeter": -1,
        "Bath": -2,
        "Wells": None,
    }
    assert equal.all("distance", lambda column: distance_from_median(column["figure"])[2]) == (
        dict.fromkeys(("Dorset", "Devon", "Poole", "Exeter"))
    )


def test_quarters_have_bounds_between_the_figures() -> None:
    """From 1 to 50 the bounds are 13.25, 25.5 and 37.75; three figures have none."""
    drawn = cases(
        f"""
        group    | figures
        1 to 50  | {" ".join(str(number) for number in range(1, 51))}
        Four     | 10 20 30 40
        Three    | 10 20 30
        """
    )

    def bound(at: int) -> Callable[[Row], Figures]:
        return lambda row: quantile_bounds(row["figures"])[at]

    assert drawn.each("first bound", bound(1)) == {"1 to 50": 13.25, "Four": 17.5, "Three": None}
    assert drawn.each("middle bound", bound(2)) == {"1 to 50": 25.5, "Four": 25, "Three": None}
    assert drawn.each("last bound", bound(3)) == {"1 to 50": 37.75, "Four": 32.5, "Three": None}


def test_a_figure_on_a_bound_is_in_the_lower_quarter() -> None:
    """Of 1 to 5 the bounds are 2, 3 and 4: each of these is in the quarter below."""
    drawn = cases(
        """
        area   | figure
        Dorset | 1
        Devon  | 2
        Poole  | 3
        Exeter | 4
        Bath   | 5
        """
    )

    assert drawn.all(
        "quarter from the lowest", lambda column: quantile_group(column["figure"])
    ) == {
        "Dorset": 1,
        "Devon": 1,
        "Poole": 2,
        "Exeter": 3,
        "Bath": 4,
    }
