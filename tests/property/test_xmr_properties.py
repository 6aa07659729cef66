"""The vectorised XmR chart against the rules written out for one series."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from purbeck.methods.xmr import xmr
from purbeck.methods.xmr_rules import SpecialCause

FIGURE = st.integers(0, 40).map(lambda tenths: 50 + tenths / 10)
SERIES = st.lists(st.one_of(FIGURE, FIGURE, FIGURE, st.none()), min_size=1, max_size=30)
ROOM = 1e-9


def spread(y: list[float], screen: bool) -> float | None:
    """The mean moving range of one series; None where it has no chart."""
    mean = sum(y) / max(len(y), 1)
    ranges = [abs(y[i] - y[i - 1]) for i in range(1, len(y))]
    size = sum(ranges) / max(len(ranges), 1)
    if size <= ROOM * mean:
        return None
    kept = [one for one in ranges if one < 3.267 * size]
    if screen and sum(kept) / max(len(kept), 1) > ROOM * mean:
        return sum(kept) / len(kept)
    return size


def windows(n: int, length: int) -> list[range]:
    return [range(start, start + length) for start in range(n - length + 1)]


def written_out(y: list[float], screen: bool) -> list[int]:
    """The special causes of one series without gaps, by the definition."""
    size = spread(y, screen)
    if size is None:
        return [SpecialCause.NOT_JUDGED] * len(y)
    mean = sum(y) / len(y)
    room = ROOM * (mean + size)
    side = [0 if abs(one - mean) <= room else (1 if one > mean else -1) for one in y]
    out = [abs(one - mean) > 2.66 * size + room for one in y]
    near = [abs(one - mean) > 2 / 3 * 2.66 * size + room for one in y]
    close = [n and not o for n, o in zip(near, out, strict=True)]
    found = [0] * len(y)
    for length, least, codes in ((7, 0, (7, 8)), (3, 2, (5, 6))):
        for window in windows(len(y), length):
            one_side = set(map(side.__getitem__, window)) in ({1}, {-1})
            enough = sum(map(close.__getitem__, window)) >= least
            for j in (j for j in window if one_side and enough and (length == 7 or close[j])):
                found[j] = codes[0] if side[j] > 0 else codes[1]
    for sign, code in ((-1, 4), (1, 3)):
        for window in windows(len(y), 7):
            if min(sign * (y[j + 1] - y[j]) for j in window[:-1]) > room:
                found[window.start : window.stop] = [code] * 7
    return [(1 if s > 0 else 2) if o else f for s, o, f in zip(side, out, found, strict=True)]


@given(st.lists(SERIES, min_size=1, max_size=4), st.booleans())
def test_every_area_is_judged_as_if_alone(areas: list[list[float | None]], screen: bool) -> None:
    """Any number of areas, ragged and with gaps, gets what the rules give each of them."""
    periods = max(len(area) for area in areas)
    figures = np.full((len(areas), periods), np.nan)
    for row, area in enumerate(areas):
        figures[row, : len(area)] = [np.nan if one is None else one for one in area]
    chart = xmr(figures, screen=screen)

    for row, area in enumerate(areas):
        there = [one for one in area if one is not None]
        codes = chart.cell_causes[row]
        assert codes[codes != SpecialCause.NO_POINT].tolist() == written_out(there, screen)


@given(st.lists(FIGURE, min_size=2, max_size=30))
def test_upside_down_figures_have_upside_down_causes(y: list[float]) -> None:
    """What rises in a series falls in its negative, and limits change places."""
    turned = {0: 0, 1: 2, 2: 1, 3: 4, 4: 3, 5: 6, 6: 5, 7: 8, 8: 7, -1: -1}
    chart, negative = xmr([y]), xmr([[-one for one in y]])
    found = chart.cell_causes[0].tolist()

    # Of a point that ends a rise and begins a fall, the rise is named; upside down, the other.
    pairs = zip(found, negative.cell_causes[0].tolist(), strict=True)
    assert all(turned[one] == other or {one, other} == {3} for one, other in pairs)
    np.testing.assert_allclose(chart.lower, -negative.upper)
