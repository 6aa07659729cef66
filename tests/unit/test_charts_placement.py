"""Scales, widths of text, and places of labels."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from purbeck.publish.charts.lettering import text_width, wrapped
from purbeck.publish.charts.placement import Box, Wish, spread, stand
from purbeck.publish.charts.scale import Reach, Room, fitting_labels, reach, tick_decimals, ticks
from purbeck.publish.charts.vega import FONT_FOLDER

ANY = Reach(float("-inf"), float("inf"))


@pytest.mark.parametrize("face", ["Inter-Regular.otf", "Inter-SemiBold.otf"])
def test_no_text_is_wider_in_the_font_than_it_is_taken_for(face: str) -> None:
    """The table of widths holds for the shipped fonts: never too narrow, nor by a tenth too wide.

    Welsh letters with a circumflex are among them.
    """
    font = TTFont(Path(FONT_FOLDER) / face)
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    units = font["head"].unitsPerEm
    for text in ("Statistical neighbours", "95.1% Dorset", "−4.6 points", "Pen-y-bont, Ŵyŷâ"):
        drawn = sum(advances[glyphs[ord(letter)]][0] for letter in text) / units

        assert drawn * 0.995 <= text_width(text, 1.0) <= drawn * 1.1


def test_what_does_not_fit_ends_with_an_ellipsis() -> None:
    """A label longer than its lines is cut with an ellipsis and still fits."""
    lines = wrapped("Statistical neighbours of Dorset", 9.0, 60.0, most_lines=2)

    assert lines == ("Statistical", "neighbours…")
    assert max(text_width(line, 9.0) for line in lines) <= 60.0


@pytest.mark.parametrize(
    ("values", "decimals", "low", "high"),
    [
        ([90.0, 95.0], 1, 89.5, 95.5),
        ([100.0, 100.0], 0, 97.0, 103.0),
        ([95.1, 95.2], 1, 94.85, 95.45),
        ([0.0, 10.0], 0, 0.0, 10 + 10 * 10 / 110),
        ([-5.0, 5.0], 0, -6.0, 6.0),
        ([0.0], 0, 0.0, 5 + 10 * 5 / 110),
    ],
)
def test_the_reach_of_an_axis(values: list[float], decimals: int, low: float, high: float) -> None:
    """An axis keeps room about its values, spans five last decimals, and stops at zero."""
    axis = reach(values, decimals, Room(120.0, 10.0, 10.0))

    assert (axis.low, axis.high) == pytest.approx((low, high))


def test_an_axis_goes_below_zero_for_a_strip() -> None:
    """Where reasons for absence stand below the values, zero does not stand on the foot."""
    axis = reach([0.0, 10.0], 0, Room(120.0, 10.0, 10.0, strip=True))

    assert axis.low == pytest.approx(-1.0)


@pytest.mark.parametrize(
    ("axis", "finest", "bounds", "expected"),
    [
        (Reach(89.5, 95.5), 0.1, ANY, (90.0, 92.0, 94.0)),
        (Reach(97.0, 103.0), 1.0, Reach(0.0, 100.0), (97.0, 98.0, 99.0, 100.0)),
        (Reach(-6.0, 6.0), 1.0, ANY, (-5.0, 0.0, 5.0)),
        (Reach(5100.0, 8400.0), 1.0, ANY, (6000.0, 7000.0, 8000.0)),
        (Reach(-0.5, 5.5), 1.0, Reach(0.0, 9.0), (0.0, 2.0, 4.0)),
    ],
)
def test_ticks_are_few_round_and_possible(
    axis: Reach, finest: float, bounds: Reach, expected: tuple[float, ...]
) -> None:
    """Ticks are at most as many as allowed, round, no finer than the figures, and possible."""
    assert ticks(axis, finest, 4, bounds) == expected


def test_ticks_are_written_with_the_decimals_that_they_need() -> None:
    """Whole ticks have no decimals; a tick at a quarter has two."""
    assert (tick_decimals([90.0, 95.0]), tick_decimals([0.25, 0.5])) == (0, 2)


@given(st.integers(1, 40), st.floats(50.0, 600.0))
def test_labels_of_periods_never_touch(count: int, width: float) -> None:
    """Whatever the number of periods, shown labels stand apart and the latest is shown."""
    labels = [f"Q{n % 4 + 1} {2000 + n}-{n % 100:02d}" for n in range(count)]
    places = [width * n / max(count - 1, 1) for n in range(count)]
    shown = fitting_labels(labels, places, 8.0)
    edges = [(places[labels.index(label)], text_width(label, 8.0) / 2) for label in shown]

    assert shown[-1] == labels[-1]
    assert all(b - half_b > a + half_a for (a, half_a), (b, half_b) in pairwise(edges))


@given(st.lists(st.tuples(st.floats(0.0, 150.0), st.floats(8.0, 24.0)), min_size=1, max_size=5))
def test_end_labels_never_overlap(labels: list[tuple[float, float]]) -> None:
    """Labels moved apart do not overlap, and keep within the bounds where they fit at all."""
    wanted, heights = [w for w, _ in labels], [h for _, h in labels]
    middles = spread(wanted, heights, 0.0, 150.0)
    edges = sorted((m - h / 2, m + h / 2) for m, h in zip(middles, heights, strict=True))

    assert all(below >= above - 1e-9 for (_, above), (below, _) in pairwise(edges))
    assert edges[0][0] >= -1e-9
    assert edges[-1][1] <= max(150.0, sum(heights)) + 1e-9


def test_a_label_that_has_room_does_not_move() -> None:
    """A label with nothing in its way stands at the height that it wants."""
    assert spread([20.0, 80.0], [10.0, 10.0], 0.0, 100.0) == (20.0, 80.0)


def test_a_figure_stands_clear_of_the_lines() -> None:
    """A label goes below its point when another line runs above it."""
    above = [(0.0, 40.0), (100.0, 40.0)]
    (label,) = stand([Wish((50.0, 50.0), "5.2%", above=True)], 9.0, [above], Box(0, 0, 100, 100))

    assert label.box.top >= 50.0


def test_two_figures_do_not_stand_on_one_another() -> None:
    """Labels of neighbouring points at one height find places that do not overlap."""
    wishes = [Wish((50.0, 50.0), "12,345", above=True), Wish((54.0, 50.0), "12,346", above=True)]
    first, second = stand(wishes, 9.0, [], Box(0, 0, 100, 100))

    assert not first.box.meets(second.box)
