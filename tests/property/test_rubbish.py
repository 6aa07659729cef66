"""Every method fed what cannot be: no warning, no figure out of nothing, no harm to others."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import Any

import numpy as np
import pytest

from purbeck import methods
from purbeck.methods import interval, recent_trend, trend
from purbeck.methods.codes import Direction, Obstacle
from tests.property.rubbish import (
    INF,
    INSIDE,
    METHODS,
    NOTHING,
    ODD,
    OF_COUNTS,
    PERIODS,
    RUBBISH,
    good,
    limits_of,
    numbers_of,
)

pytestmark = pytest.mark.filterwarnings("error")


def infinite(answer: Any) -> list[str]:
    """Name what is infinite in an answer, but for the open end of an interval or of bounds."""
    found = []
    for name, array in numbers_of(answer):
        last = name.rsplit(".", 1)[-1]
        if array.dtype.kind != "f" or "bounds" in last:
            continue
        above, below = (array == INF).any(), (array == -INF).any()
        if (above and "upper" not in last) or (below and "lower" not in last):
            found.append(name)
    return found


def test_every_method_is_fed_rubbish() -> None:
    """No public function of the methods is left out, but for what is named as an inner part."""
    public = set()
    for module in pkgutil.iter_modules(methods.__path__):
        held = vars(importlib.import_module(f"{methods.__name__}.{module.name}"))
        public |= {
            f"{module.name}.{name}"
            for name, one in held.items()
            if inspect.isfunction(one)
            and not name.startswith("_")
            and one.__module__ == f"{methods.__name__}.{module.name}"
        }
    left = {name for name in public if name not in INSIDE and name.split(".")[0] not in INSIDE}

    assert left == set(METHODS)


@pytest.mark.parametrize("kind", RUBBISH)
def test_rubbish_makes_no_warning_and_nothing_infinite(kind: str) -> None:
    """Whatever is given, every method answers, without a warning and without infinity."""
    x, n = RUBBISH[kind]
    found = {name: infinite(method(x, n)) for name, method in METHODS.items()}

    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize("kind", NOTHING)
def test_of_what_cannot_be_there_is_no_figure(kind: str) -> None:
    """Where no count or no denominator can be right, no method of counts gives any number."""
    x, n = NOTHING[kind]
    found = {
        name: [
            place
            for place, array in numbers_of(method(x, n))
            if array.dtype.kind == "f" and not np.isnan(array).all()
        ]
        for name, method in OF_COUNTS.items()
    }

    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize("kind", NOTHING)
def test_a_trend_of_nothing_says_why(kind: str) -> None:
    """A trend that cannot be has no direction, and an obstacle that says so."""
    x, n = NOTHING[kind]
    for found in (
        trend.proportion_trend(x, n),
        trend.rate_trend(x, n),
        recent_trend.recent_trend(x, x, n, *limits_of(x, n)),
        recent_trend.recent_trend(x, x, n, *limits_of(x, n), by_proportion=True),
    ):
        assert set(found.direction.tolist()) == {int(Direction.UNKNOWN)}
        assert Obstacle.NONE not in found.obstacle


# Of these the areas are judged apart; of the others they are held against each other.
EACH_APART = (
    "cochran_armitage.cochran_armitage",
    "interval.wilson",
    "interval.rate",
    "rolling.rolling_rate",
    "trend.proportion_trend",
    "trend.rate_trend",
    "recent_trend.recent_trend",
    "mann_kendall.rank_trend",
    "seasonal_kendall.seasonal_trend",
    "forecast.forecast",
    "xmr_icons.variation_icon",
)


@pytest.mark.parametrize("name", EACH_APART)
def test_rubbish_in_one_area_harms_no_other(name: str) -> None:
    """An area is answered alike whether or not others beside it cannot be."""
    x, n = good((1, PERIODS))
    whole = [pair for pair in RUBBISH.values() if pair[0].shape[1] == PERIODS and len(pair[0])]
    beside, totals = (
        np.concatenate([first, *(one[place] for one in whole)]).astype(float)
        for place, first in enumerate((x, n))
    )
    alone = dict(numbers_of(METHODS[name](x, n)))
    together = dict(numbers_of(METHODS[name](beside, totals)))

    for place, array in alone.items():
        if array.ndim and len(array) == 1:
            np.testing.assert_array_equal(together[place][:1], array, err_msg=place)


@pytest.mark.parametrize("kind", ODD)
def test_intervals_are_in_order(kind: str) -> None:
    """No interval is reversed, however large, small or odd the counts."""
    x, n = RUBBISH[kind]
    for found in (
        interval.wilson(x, n),
        interval.rate(x, n),
        interval.poisson(x),
        trend.proportion_trend(x, n),
        trend.rate_trend(x, n),
    ):
        known = ~np.isnan(found.lower) & ~np.isnan(found.upper)

        assert (found.lower[known] <= found.upper[known]).all()


@pytest.mark.parametrize("width", [np.int8, np.int16, np.int32, np.int64, np.uint64])
def test_the_width_of_whole_numbers_changes_nothing(width: type) -> None:
    """Counts held in few bits give what the same counts give as floats: nothing overflows."""
    x, n = good()
    for name, method in OF_COUNTS.items():
        narrow = dict(numbers_of(method(x.astype(width), n.astype(width))))
        for place, array in numbers_of(method(x, n)):
            np.testing.assert_array_equal(narrow[place], array, err_msg=f"{name}{place}")
