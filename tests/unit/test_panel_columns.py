"""A panel laid out from columns is the one laid out from observations, whatever their order."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from purbeck.model.measure import Measure
from purbeck.model.observation import Observation
from purbeck.model.period import PeriodKind
from purbeck.panel import NOT_OBSERVED, panel_of
from purbeck.panel.columns import KINDS, UNDATED, Columns, panel_from_columns
from purbeck.panel.flaw import Flaw, disagreeing
from purbeck.panel.panel import state_code, status_code
from tests.spec.drawn import measure, observations

DRAWN = """
area   | 2013-14 | 2014-15 | 2015-16 | 2016-17
Devon  | 90      | c       | -       | 91p
Dorset | 88b     | 89      | w       | x
Poole  | -       | 70.5    | 71e     | 72
"""


def columns(figures: list[Observation], **more: Any) -> Columns:
    """Put observations in columns, all undated and of the first load."""
    names = tuple(sorted({figure.area for figure in figures}))

    def held(name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        given = [getattr(figure, name) for figure in figures]
        return np.array([np.nan if one is None else one for one in given])

    return Columns(
        **{
            "names": names,
            "area": np.array([names.index(f.area) for f in figures], dtype=np.int32),
            "kind": np.array([KINDS.index(f.period.kind) for f in figures], dtype=np.int8),
            "period": np.array([f.period.ordinal for f in figures], dtype=np.int32),
            "span": np.array([f.period.span for f in figures], dtype=np.int8),
            "value": held("value"),
            "numerator": held("numerator"),
            "denominator": held("denominator"),
            "lower": held("lower"),
            "upper": held("upper"),
            "state": np.array([state_code(f.absence) for f in figures], dtype=np.int8),
            "status": np.array([status_code(f.status) for f in figures], dtype=np.int8),
            "published": np.full(len(figures), UNDATED, dtype=np.int32),
            "load": np.ones(len(figures), dtype=np.int32),
            **more,
        }
    )


def drawn_columns(of: Measure, table: str, **more: Any) -> Columns:
    return columns(list(observations(of, table)), **more)


def flaws(of: Measure, table: str, **more: Any) -> dict[str, str]:
    found = panel_from_columns(of, drawn_columns(of, table, **more))
    return dict(zip(found.panel.areas, (Flaw(code).name for code in found.flaw), strict=True))


def test_it_is_the_panel_of_the_observations() -> None:
    """Cell by cell, in any order of the rows."""
    of = measure()
    figures = list(observations(of, DRAWN))
    expected = panel_of(of, figures)
    rng = np.random.default_rng(3)
    for _ in range(5):
        held = columns(figures).take(rng.permutation(len(figures)))
        panel = panel_from_columns(of, held).panel

        assert (panel.areas, panel.periods) == (expected.areas, expected.periods)
        for name in ("value", "numerator", "denominator", "lower", "upper", "state", "status"):
            assert np.array_equal(getattr(panel, name), getattr(expected, name), equal_nan=True)


@pytest.mark.parametrize("turned", [False, True])
def test_the_newest_publication_holds_in_whatever_order_they_come(turned: bool) -> None:
    """By day, then by load; storage order is looked for and not taken on trust."""
    of = measure()
    held = drawn_columns(
        of,
        "area | 2016-17 | 2016-17 | 2016-17\nDorset | 1 | 2 | 3",
        published=np.array([10, 20, 20], dtype=np.int32),
        load=np.array([3, 1, 2], dtype=np.int32),
    )
    panel = panel_from_columns(of, held.take(np.arange(3)[::-1]) if turned else held).panel

    assert panel.value.tolist() == [[3.0]]


def test_a_withdrawn_value_does_not_come_back() -> None:
    """The newest row holds, even where it has no value."""
    of = measure()
    days = np.array([10, 20], dtype=np.int32)
    held = drawn_columns(of, "area | 2016-17 | 2016-17\nDorset | 1 | c", published=days)
    panel = panel_from_columns(of, held).panel

    assert np.isnan(panel.value).all()
    assert panel.state.tolist() == [[1]]


def test_two_figures_of_one_publication_are_a_flaw() -> None:
    """There is no telling which of them holds; the same figure twice is one."""
    table = "area | 2016-17 | 2016-17\nDevon | 1 | 1\nDorset | 1 | 2"

    assert flaws(measure(), table) == {"Devon": "NONE", "Dorset": "REPEATED"}


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan])
def test_a_value_that_is_not_finite_is_a_flaw(value: float) -> None:
    """And its area has nothing in the panel, so that no verdict can rest on the rest of it."""
    of = measure()
    held = drawn_columns(of, "area | 2015-16 | 2016-17\nDevon | 1 | 2\nDorset | 3 | 4")
    held.value[1] = value
    found = panel_from_columns(of, held)

    assert found.flaw.tolist() == [Flaw.NOT_FINITE, Flaw.NONE]
    assert (found.panel.state[0] == NOT_OBSERVED).all()
    assert np.isnan(found.panel.value[0]).all()
    assert found.panel.value[1].tolist() == [3.0, 4.0]


def test_a_value_that_the_unit_cannot_have_is_a_flaw() -> None:
    """The bounds themselves can be had."""
    table = "area | 2016-17\nA | 100\nB | 100.1\nC | 0\nD | -0.1"

    assert list(flaws(measure(), table).values()) == ["NONE", "OUT_OF_RANGE"] * 2


@pytest.mark.parametrize(
    ("count", "total", "flaw"),
    [
        (5.0, 10.0, "NONE"),
        (10.0, 10.0, "NONE"),
        (-1.0, 10.0, "IMPOSSIBLE_COUNT"),
        (5.0, 0.0, "IMPOSSIBLE_COUNT"),
        (5.0, -10.0, "IMPOSSIBLE_COUNT"),
        (11.0, 10.0, "IMPOSSIBLE_COUNT"),
        (np.inf, np.inf, "IMPOSSIBLE_COUNT"),
        (3e18, 9e18, "NONE"),
        (np.nan, np.nan, "NONE"),
    ],
)
def test_counts_that_cannot_be_are_a_flaw(count: float, total: float, flaw: str) -> None:
    """Whatever their size: counts are held as floating-point numbers, which do not overflow."""
    more = {"numerator": np.array([count]), "denominator": np.array([total])}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = flaws(measure(), "area | 2016-17\nDorset | 50", **more)

    assert found == {"Dorset": flaw}


def test_a_rate_may_count_more_events_than_people() -> None:
    """Only a percentage is bounded by its denominator."""
    more = {"numerator": np.array([11.0]), "denominator": np.array([10.0])}
    table = "area | 2016-17\nDorset | 1100"

    assert flaws(measure(unit="rate-per-1000"), table, **more) == {"Dorset": "NONE"}


def test_a_period_of_another_kind_is_a_flaw_of_its_area() -> None:
    """No other area is touched by it, and the panel has no column for it."""
    of = measure()
    held = drawn_columns(of, "area | 2015-16 | 2016-17\nDevon | 1 | 2\nDorset | 3 | 4")
    kind = held.kind.copy()
    kind[0] = KINDS.index(PeriodKind.CALENDAR_YEAR)
    period = held.period.copy()
    period[0] = 1950
    found = panel_from_columns(of, replace(held, kind=kind, period=period))

    assert found.flaw.tolist() == [Flaw.OTHER_KIND, Flaw.NONE]
    assert len(found.panel.periods) == 2


def test_pools_of_different_spans_are_a_flaw() -> None:
    """A pool of three years is not in one series with a pool of two."""
    of = measure(period="calendar_pool")
    held = drawn_columns(of, "area | 2014-16 | 2015-17\nDorset | 1 | 2")
    found = panel_from_columns(of, replace(held, span=np.array([3, 2], dtype=np.int8)))

    assert found.flaw.tolist() == [Flaw.OTHER_KIND]


def test_nothing_at_all_is_a_panel_without_rows() -> None:
    """As is a measure of which only periods of another kind are known, but for its areas."""
    of = measure()
    held = drawn_columns(of, "area | 2016-17\nDorset | 1")
    other = replace(held, kind=np.array([KINDS.index(PeriodKind.MONTH)], dtype=np.int8))

    assert panel_from_columns(of, held.take(slice(0, 0))).panel.value.shape == (0, 0)
    assert panel_from_columns(of, other).panel.areas == ("Dorset",)
    assert panel_from_columns(of, other).flaw.tolist() == [Flaw.OTHER_KIND]


def test_an_area_without_observations_has_no_row() -> None:
    """Names may be those of other measures, too."""
    of = measure()
    held = drawn_columns(of, "area | 2016-17\nDevon | 1\nDorset | 2")
    found = panel_from_columns(of, held.take(np.array([1])))

    assert found.panel.areas == ("Dorset",)
    assert found.area.tolist() == [1]


def test_a_value_agrees_with_its_fraction_to_a_tenth() -> None:
    """Exactly a tenth apart they agree."""
    found = disagreeing(
        np.array([50.1, 50.2, 50.0]),
        np.array([50.0, 50.0, np.nan]),
        np.full(3, 100.0),
        measure().unit,
    )

    assert found.tolist() == [False, True, False]
