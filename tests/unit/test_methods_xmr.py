"""XmR charts: limits, the four rules, icons, and what short series could see."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from purbeck.methods.codes import Verdict
from purbeck.methods.power import Change, chance_of_seeing, least_seen
from purbeck.methods.xmr import Limits, xmr
from purbeck.methods.xmr_icons import assurance_icon, variation_icon
from purbeck.methods.xmr_rules import SpecialCause
from purbeck.model.errors import UsageError
from purbeck.model.polarity import Polarity

NAN = np.nan


def causes(values: list[float], **of: object) -> list[str]:
    """The names of the special causes, a dot for common cause."""
    chart = xmr([values], **of)  # type: ignore[arg-type]
    names = [SpecialCause(code).name for code in chart.cell_causes[0]]
    return ["." if name == "COMMON_CAUSE" else name for name in names]


def test_seven_rising_points_are_a_trend_and_a_tie_breaks_it() -> None:
    """Six rises in a row are a trend of seven points; two equal figures end a run."""
    rise = [50.0, 53, 49, 52, 48, 48.5, 49.5, 50, 51, 52, 53.5]
    tied = [50.0, 53, 49, 52, 48, 48.5, 49.5, 49.5, 51, 52, 53.5]

    assert causes(rise)[4:] == ["RISING"] * 7
    assert causes(tied) == ["."] * 11


def test_a_point_on_the_mean_breaks_a_shift_even_in_binary() -> None:
    """Figures equal to the mean but for binary rounding are on neither side of it."""
    figures = [68.71, 68.51, 68.71, 68.51, *[68.60999999999999] * 7]

    assert (xmr([figures]).mean != figures[-1]).all()
    assert causes(figures, screen=False) == ["."] * 11


def test_a_point_on_a_limit_is_within_it() -> None:
    """A figure exactly on a limit is not a special cause; a little beyond it is one."""
    ten = [10.0, 11.0] * 6
    limit = 10.5 + 2.66
    on = xmr([[*ten, limit]], fix_after=12)
    over = xmr([[*ten, limit + 1e-6]], fix_after=12)

    assert on.upper[0] == pytest.approx(limit)
    assert on.cell_causes[0, -1] == SpecialCause.COMMON_CAUSE
    assert over.cell_causes[0, -1] == SpecialCause.ABOVE_LIMIT


def test_two_of_three_close_points_need_one_side() -> None:
    """Two of three points close to one limit are flagged, the third is not, and no run crosses."""
    steady = [10.0, 11.0] * 6
    same = causes([*steady, 12.5, 10.6, 12.5], fix_after=12)
    across = causes([*steady, 12.5, 8.5, 12.5], fix_after=12)

    assert same[-3:] == ["NEAR_UPPER", ".", "NEAR_UPPER"]
    assert across[-3:] == [".", ".", "."]


def test_a_limit_comes_before_a_trend() -> None:
    """A point that answers to several rules is named by the first."""
    found = causes([*[10.0, 11.0] * 6, 9.9, 10.1, 10.3, 10.5, 10.7, 10.9, 14.0], fix_after=12)

    assert found[-7:] == ["RISING"] * 6 + ["ABOVE_LIMIT"]


def test_a_rebase_ends_every_run() -> None:
    """A segment has its own mean, and no run reaches from one into the next."""
    figures = [10.0, 11] * 5 + [20.0, 21] * 5
    breaks = [column == 10 for column in range(20)]
    whole, rebased = xmr([figures]), xmr([figures], breaks=breaks)

    assert (whole.cell_causes[0] != SpecialCause.COMMON_CAUSE).any()
    assert (rebased.cell_causes[0] == SpecialCause.COMMON_CAUSE).all()
    assert rebased.mean.tolist() == [10.5, 20.5]
    assert rebased.trial.tolist() == [True, True]


def test_gaps_are_passed_over_and_take_no_verdict() -> None:
    """A gap is no point; the figures on either side of it are neighbours."""
    with_gaps = [NAN, 10.0, 12.0, NAN, 11.0, 13.0, NAN]
    chart, plain = xmr([with_gaps]), xmr([[10.0, 12.0, 11.0, 13.0]])

    assert chart.upper == pytest.approx(plain.upper)
    assert (chart.cell_causes[0] == SpecialCause.NO_POINT).tolist() == [
        one != one for one in with_gaps
    ]


@pytest.mark.parametrize(
    ("figures", "limits"),
    [
        ([5.0], Limits.TOO_FEW),
        ([5.0] * 9, Limits.NO_VARIATION),
        ([0.1 + 0.2] * 4 + [0.3] * 5, Limits.NO_VARIATION),
        ([5.0] * 7 + [6.0], Limits.UNSCREENED),
        ([0.0] * 9, Limits.NO_VARIATION),
        ([1e308, -1e308, 1e308], Limits.NOT_ESTIMABLE),
        ([5.0, 7.0], Limits.FOUND),
    ],
)
def test_what_limits_rest_on(figures: list[float], limits: Limits) -> None:
    """A series without a usable moving range has no limits and no verdict, and no warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = xmr([figures])

    assert chart.limits[0] == limits
    judged = chart.cell_causes[0] != SpecialCause.NOT_JUDGED
    assert judged.all() == (limits in (Limits.FOUND, Limits.UNSCREENED))


@pytest.mark.parametrize("empty", [np.zeros((0, 5)), np.zeros((2, 0)), np.full((2, 3), NAN)])
def test_no_points_give_no_chart(empty: np.ndarray) -> None:
    """Without a figure there is no segment, and the icons cannot be given."""
    chart = xmr(empty)

    assert len(chart.mean) == 0
    assert variation_icon(chart, Polarity.HIGHER).tolist() == [Verdict.UNKNOWN] * len(empty)
    assert assurance_icon(chart, 1.0, Polarity.HIGHER).tolist() == [Verdict.UNKNOWN] * len(empty)


def test_a_target_on_a_limit_is_inconsistent() -> None:
    """Only a target beyond the limits is passed or failed every time."""
    chart = xmr([[10.0, 11.0] * 6])
    lower, upper = float(chart.lower[0]), float(chart.upper[0])

    def icon(target: float, polarity: Polarity) -> str:
        return Verdict(assurance_icon(chart, target, polarity)[0]).name

    assert icon(upper, Polarity.HIGHER) == icon(lower, Polarity.HIGHER) == "SAME"
    assert icon(upper + 0.1, Polarity.HIGHER) == icon(lower - 0.1, Polarity.LOWER) == "WORSE"
    assert icon(lower - 0.1, Polarity.HIGHER) == icon(upper + 0.1, Polarity.LOWER) == "BETTER"
    assert icon(upper, Polarity.NEITHER) == icon(NAN, Polarity.HIGHER) == "UNKNOWN"


def test_blocks_of_areas_make_no_difference() -> None:
    """A chart of many areas is the charts of each, put together."""
    random = np.random.default_rng(7)
    figures = random.normal(50, 3, (12_000, 30))
    figures[random.random(figures.shape) < 0.1] = NAN
    breaks = random.random(figures.shape) < 0.02
    whole = xmr(figures, breaks=breaks)

    for row in (0, 5_000, 8_738, 11_999):
        one = xmr(figures[row : row + 1], breaks=breaks[row : row + 1])
        np.testing.assert_array_equal(whole.cell_causes[row], one.cell_causes[0])
        np.testing.assert_array_equal(whole.cells(whole.upper)[row], one.cells(one.upper)[0])


def test_a_baseline_of_one_point_is_refused() -> None:
    """One point has no moving range."""
    with pytest.raises(UsageError, match="at least 2"):
        xmr([[1.0, 2.0, 3.0]], fix_after=1)


def test_short_series_see_little() -> None:
    """Five points find a jump of four standard deviations some six times in a hundred."""
    assert chance_of_seeing(5, 4.0) == pytest.approx(0.06, abs=0.01)
    assert chance_of_seeing(3, 4.0) == chance_of_seeing(0, 4.0) == 0.0
    assert chance_of_seeing([5, 8, 12, 24], 4.0).tolist() == sorted(
        chance_of_seeing([5, 8, 12, 24], 4.0)
    )
    assert np.isnan(least_seen(8, Change.JUMP))
    assert least_seen(24, Change.SHIFT) == 3.0


def test_each_chart_has_its_own_chances() -> None:
    """A run chart of nine sees nothing, of ten little; limits alone see less than all the rules."""
    runs = chance_of_seeing([9, 10, 24], 2.0, Change.RUN_SHIFT)
    by_limits = chance_of_seeing([8, 24], 3.0, Change.COUNTED_JUMP)
    by_rules = chance_of_seeing([8, 24], 3.0)

    assert runs[0] == 0
    assert 0 < runs[1] < 0.5 < runs[2]
    assert (by_limits < by_rules).all()


def test_numbers_of_points_between_two_in_the_table_see_what_fewer_do() -> None:
    """The table is read downwards, never in favour of the chart."""
    assert chance_of_seeing(23, 3.0) == chance_of_seeing(20, 3.0)
    assert chance_of_seeing(500, 3.0) == chance_of_seeing(48, 3.0)


def test_a_size_that_was_not_simulated_is_refused() -> None:
    """Only what was simulated can be given."""
    with pytest.raises(UsageError, match=r"2\.5"):
        chance_of_seeing(8, 2.5)
