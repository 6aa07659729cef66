"""How far an area lies from the median of its neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from purbeck.assess.neighbour_position import RULE
from purbeck.methods import neighbour_distance as module
from purbeck.methods.codes import Direction
from purbeck.methods.interval import Interval
from purbeck.methods.neighbour_distance import (
    NeighbourDistance,
    median_interval,
    neighbour_distance,
)
from tests.spec.method_cases import Method, Row, cases

method = Method(
    name="Distance from neighbours",
    statement=(
        "How far a figure lies from the median of the area's neighbours, and whether that is more "
        "than their spread, and the chance in the figure itself, would give."
    ),
    definition=(
        "The median of the neighbours' figures, the area's own not among them.",
        "Its interval, by the sign test: the narrowest pair of the ordered figures, as far from "
        "one end as from the other, for which 2 × the chance of so few heads in n throws is 5% at "
        "the most. Of six, the outermost; of ten, the second from either end. Fewer than six have "
        "none.",
        "The distance is the figure less the median, in the figure's unit. Each side of its "
        "interval is the root of two squares: of the figure's own interval (nought, where it is "
        "an account or its chance is not known) and of the median's.",
        "Lower or higher where the interval does not hold 0; a limit of 0 is the same.",
        "For a picture of figures in different units: the distance ÷ the median absolute "
        "deviation of the neighbours from their median, not scaled.",
    ),
    source=(
        "Interval of the sign test: Hettmansperger and McKean, Robust Nonparametric Statistical "
        "Methods; the distance: Zou and Donner 2008, Stat Med 27:1693."
    ),
    modules=(module,),
    used_by=(RULE,),
)


def distance(row: Row) -> NeighbourDistance:
    held = Interval(row["lower"][0], row["upper"][0]) if "lower" in row else None
    return neighbour_distance(row["value"][0], row["neighbours"], held)


def word(found: NeighbourDistance) -> str:
    return Direction(int(found.direction)).name.lower()


def test_an_area_is_held_against_the_median_of_its_neighbours() -> None:
    """Of 10 to 19 the median is 14.5, between 11 and 18; on the edge is the same."""
    drawn = cases(
        """
        case             | value | neighbours
        Far below        | 4     | 10 11 12 13 14 15 16 17 18 19
        Just below       | 10.9  | 10 11 12 13 14 15 16 17 18 19
        On the edge      | 11    | 10 11 12 13 14 15 16 17 18 19
        In the middle    | 14.5  | 10 11 12 13 14 15 16 17 18 19
        Just above       | 18.1  | 10 11 12 13 14 15 16 17 18 19
        Of six           | 4     | 10 11 12 13 14 15
        Of five          | 4     | 10 11 12 13 14
        Some missing     | 4     | 10 11 - 13 14 15 16 - 18 19
        All alike        | 4     | 10 10 10 10 10 10 10 10 10 10
        Alike with all   | 10    | 10 10 10 10 10 10 10 10 10 10
        No figure        | -     | 10 11 12 13 14 15 16 17 18 19
        """
    )

    assert drawn.each("distance", lambda row: distance(row).distance) == {
        "Far below": -10.5,
        "Just below": -3.6,
        "On the edge": -3.5,
        "In the middle": 0,
        "Just above": 3.6,
        "Of six": -8.5,
        "Of five": -8,
        "Some missing": -10.5,
        "All alike": -6,
        "Alike with all": 0,
        "No figure": None,
    }
    assert drawn.each("direction", lambda row: word(distance(row))) == {
        "Far below": "lower",
        "Just below": "lower",
        "On the edge": "same",
        "In the middle": "same",
        "Just above": "higher",
        "Of six": "lower",
        "Of five": "unknown",
        "Some missing": "lower",
        "All alike": "lower",
        "Alike with all": "same",
        "No figure": "unknown",
    }
    assert drawn.each("deviations", lambda row: distance(row).deviations) == {
        "Far below": -4.2,
        "Just below": -1.44,
        "On the edge": -1.4,
        "In the middle": 0,
        "Just above": 1.44,
        "Of six": -5.6667,
        "Of five": -8,
        "Some missing": -4.2,
        "All alike": None,
        "Alike with all": None,
        "No figure": None,
    }
    assert drawn.each("neighbours below", lambda row: distance(row).below)["Just above"] == 9


def test_the_areas_own_interval_widens_the_distance() -> None:
    """From 1 to 7, 4 is 3 from either limit: the sides are √(3² + 3.5²)."""
    drawn = cases(
        """
        case      | value | lower | upper | neighbours
        Alone     | 4     | -     | -     | 10 11 12 13 14 15 16 17 18 19
        Sure      | 4     | 1     | 7     | 10 11 12 13 14 15 16 17 18 19
        Not sure  | 10    | 7     | 13    | 10 11 12 13 14 15 16 17 18 19
        """
    )

    assert drawn.each("from", lambda row: distance(row).lower, 3) == {
        "Alone": -14,
        "Sure": -15.11,
        "Not sure": -9.11,
    }
    assert drawn.each("to", lambda row: distance(row).upper, 3) == {
        "Alone": -7,
        "Sure": -5.89,
        "Not sure": 0.11,
    }
    assert drawn.each("direction", lambda row: word(distance(row))) == {
        "Alone": "lower",
        "Sure": "lower",
        "Not sure": "same",
    }


# The places of the ordered values, from 1, as tables of the sign test's interval at 95% have them.
PLACES = {
    5: None, 6: (1, 6), 8: (1, 8), 9: (2, 8), 10: (2, 9), 12: (3, 10), 15: (4, 12), 20: (6, 15),
    30: (10, 21),
}  # fmt: skip


@pytest.mark.parametrize(("count", "places"), PLACES.items())
def test_the_places_of_the_medians_interval_are_those_of_the_tables(
    count: int, places: tuple[int, int] | None
) -> None:
    """The interval runs between the values that the printed tables name."""
    found = median_interval(np.arange(1.0, count + 1.0))

    if places is None:
        assert np.isnan(found.lower)
    else:
        assert (float(found.lower), float(found.upper)) == places


def test_the_medians_interval_holds_it_as_often_as_it_says() -> None:
    """Of 20,000 draws of ten skewed figures 97.9% hold the median between them (2 × 11/1024)."""
    drawn = np.random.default_rng(7).lognormal(0.0, 1.0, (10, 20_000))

    found = median_interval(drawn)

    held = ((found.lower <= 1.0) & (found.upper >= 1.0)).mean()
    assert abs(held - (1 - 22 / 1024)) < 0.004


def test_each_area_is_judged_alike_whoever_stands_beside_it() -> None:
    """An area alone has the distance that it has among others, with its own count of neighbours."""
    others = np.arange(40.0).reshape(10, 4) ** 1.5
    others[6:, 1] = np.nan
    value = np.array([3.0, 50.0, np.nan, 9.0])

    together = neighbour_distance(value, others)

    for area in range(4):
        alone = neighbour_distance(value[area], others[:, area])
        for name in ("distance", "lower", "upper", "deviations", "below", "direction"):
            got, expected = getattr(together, name)[area], getattr(alone, name)
            assert np.array_equal(got, expected, equal_nan=True), name
