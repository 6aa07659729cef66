"""The baseline forecast, the chance of meeting a target, and whether the curve turned."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy.stats import t

from purbeck.methods.codes import Direction
from purbeck.methods.forecast import Forecastable, forecast
from purbeck.methods.forecast_models import Model, past_errors
from purbeck.methods.smoothing import damped, one_step_ahead, simple
from purbeck.methods.trajectory import chance_of_meeting, trajectory
from purbeck.methods.turned import turned
from purbeck.model.errors import UsageError
from purbeck.model.polarity import Polarity

NAN = np.nan
FIVE = [52.0, 54.0, 53.0, 55.0, 54.0]


def test_few_figures_give_the_last_value_and_a_range() -> None:
    """Four to seven figures: the last one, give or take t times the root mean square change."""
    ahead = forecast([FIVE])
    lower, upper = ahead.interval(0.95)
    sigma = np.sqrt((4 + 1 + 4 + 1) / 4)

    assert ahead.model[0] == Model.NAIVE
    assert ahead.point[0].tolist() == [54.0] * 3
    half = t.ppf(0.975, 4) * sigma * np.sqrt([1, 2, 3])
    assert (upper - lower)[0] / 2 == pytest.approx(half)


def test_drift_is_chosen_for_a_steady_climb_and_the_mean_for_noise() -> None:
    """From eight figures the past decides, and plainness wins where it decides nothing."""
    climb = [1.0, 2.1, 3.0, 4.1, 5.0, 6.1, 7.0, 8.1]
    noise = [5.0, 6.0, 4.0, 6.0, 5.0, 4.0, 6.0, 4.5]
    walk = [5.0, 5.2, 5.1, 5.9, 6.3, 6.0, 5.5, 5.4]
    ahead = forecast([climb, noise, walk])

    assert [Model(code).name for code in ahead.model] == ["DRIFT", "MEAN", "NAIVE"]


def test_the_range_knows_that_the_model_may_be_wrong() -> None:
    """From eight figures the range is no narrower than the chosen model's own."""
    noise = [5.0, 6.0, 4.0, 6.0, 5.0, 4.0, 6.0, 4.5]
    chosen, alone = forecast([noise]), forecast([noise], model=Model.MEAN)

    assert chosen.model[0] == Model.MEAN
    assert (chosen.error >= alone.error).all()
    assert chosen.point == pytest.approx(alone.point)


@pytest.mark.parametrize(
    ("figures", "state"),
    [
        ([1.0, 2.0, 1.0], Forecastable.TOO_FEW),
        ([1.0, 2.0, 1.0, NAN, 4.0, 5.0, 4.0], Forecastable.TOO_FEW),
        ([NAN] * 6, Forecastable.TOO_FEW),
        ([1.0, 2.0, np.inf, 4.0, 5.0], Forecastable.TOO_FEW),
        ([3.0] * 6, Forecastable.NO_VARIATION),
        ([1e200, -1e200, 1e200, -1e200], Forecastable.NOT_ESTIMABLE),
        ([1.0, 2.0, 1.0, 2.0], Forecastable.FORECAST),
        ([NAN, 1.0, NAN, 1.0, 2.0, 1.0, 2.0, NAN], Forecastable.FORECAST),
    ],
)
def test_what_is_forecast(figures: list[float], state: Forecastable) -> None:
    """Fewer than four figures since a gap, or no variation, give no range, and no warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ahead = forecast([figures])
        lower, upper = ahead.interval()
        chance = chance_of_meeting(ahead, 1.0, Polarity.HIGHER)

    assert ahead.state[0] == state
    is_range = state == Forecastable.FORECAST
    assert np.isfinite([lower, upper, chance]).all() == is_range


def test_a_break_ends_what_a_forecast_rests_on() -> None:
    """Only figures since the last break count."""
    figures = [90.0, 91.0, 90.0, 91.0, *FIVE]
    breaks = [column == 4 for column in range(9)]

    assert forecast([figures], breaks=breaks).points[0] == 5
    assert forecast([figures], breaks=breaks).error == pytest.approx(forecast([FIVE]).error)


def test_percentages_stay_within_what_is_possible() -> None:
    """On the logit scale a range near 100 does not pass it; a figure of 100 is clipped instead."""
    near = [97.0, 98.0, 99.0, 98.0, 99.0]
    touching = [97.0, 100.0, 99.0, 98.0, 99.0]
    ahead = forecast([near, touching], bounds=(0, 100))
    lower, upper = ahead.interval()

    assert ahead.on_logit.tolist() == [True, False]
    assert (upper <= 100).all()
    assert upper[0, 0] < 100
    assert (lower < upper).all()
    assert ahead.point[0] == pytest.approx(np.full(3, 99.0))


def test_areas_do_not_depend_on_each_other() -> None:
    """Areas of different lengths get what each would get alone."""
    random = np.random.default_rng(2)
    figures = 50 + np.cumsum(random.standard_normal((30, 18)), axis=1)
    for row in range(30):
        figures[row, : row % 16] = NAN
    whole = forecast(figures, bounds=(0, 100))

    for row in (0, 3, 9, 14, 15, 29):
        alone = forecast(figures[row : row + 1], bounds=(0, 100))
        np.testing.assert_allclose(whole.centre[row], alone.centre[0])
        np.testing.assert_allclose(whole.error[row], alone.error[0])


def test_a_horizon_beyond_three_is_refused() -> None:
    """So few figures say nothing so far ahead."""
    with pytest.raises(UsageError, match="1 to 3"):
        forecast([FIVE], horizon=4)


@pytest.mark.parametrize("bounds", [(0.0, np.inf), (100.0, 0.0), (0.0, np.nan)])
def test_bounds_are_two_finite_numbers(bounds: tuple[float, float]) -> None:
    """A logit needs both a least and a most."""
    with pytest.raises(UsageError, match="two finite numbers"):
        forecast([FIVE], bounds=bounds)


def test_past_errors_use_only_the_past() -> None:
    """Each past forecast is the one that the figures before it would have given."""
    random = np.random.default_rng(4)
    series = 50 + random.standard_normal((3, 12)).cumsum(axis=1)
    later = series.copy()
    later[:, -1] += 100

    for model in (Model.NAIVE, Model.MEAN, Model.DRIFT, Model.SIMPLE, Model.THETA, Model.DAMPED):
        errors, changed = past_errors(series, model, 10), past_errors(later, model, 10)
        np.testing.assert_allclose(errors[:, :-1], changed[:, :-1])
        np.testing.assert_allclose(changed[:, -1], errors[:, -1] + 100)


def test_past_forecasts_of_smoothing_are_those_of_a_fit() -> None:
    """The forecast from an origin is that of the series cut there, to the grid's fineness."""
    random = np.random.default_rng(6)
    series = 50 + random.standard_normal((20, 12)).cumsum(axis=1)
    ahead, _ = one_step_ahead(series, 11, trend=False)

    np.testing.assert_allclose(ahead[:, 0], simple(series[:, :11]).level, atol=0.1)


def test_smoothing_finds_what_statsmodels_finds_or_better() -> None:
    """Least squares are no more than those of another program's search."""
    holtwinters = pytest.importorskip("statsmodels.tsa.holtwinters")
    random = np.random.default_rng(8)
    series = 50 + random.standard_normal((6, 16)).cumsum(axis=1)
    for row in series:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            once = holtwinters.SimpleExpSmoothing(row, initialization_method="estimated").fit()
            trend = holtwinters.Holt(
                row, damped_trend=True, initialization_method="estimated"
            ).fit()

        assert simple(row[None]).squares[0] <= once.sse * (1 + 1e-3)
        inside = 0.8 <= trend.params["damping_trend"] <= 0.98
        assert damped(row[None]).squares[0] <= trend.sse * (1 + 1e-3) or not inside


def test_the_chance_of_meeting_a_target_is_the_forecast_s() -> None:
    """Half at the forecast itself; both ways of being better add up to one."""
    ahead = forecast([FIVE], horizon=2)
    higher = chance_of_meeting(ahead, 56.0, Polarity.HIGHER)
    lower = chance_of_meeting(ahead, 56.0, Polarity.LOWER)
    sigma = np.sqrt(10 / 4)

    assert chance_of_meeting(ahead, 54.0, Polarity.HIGHER) == pytest.approx(np.full((1, 2), 0.5))
    assert higher + lower == pytest.approx(np.ones((1, 2)))
    assert higher[0, 0] == pytest.approx(t.sf(2 / sigma, 4))
    assert np.isnan(chance_of_meeting(ahead, 56.0, Polarity.NEITHER)).all()


def test_a_target_of_all_is_not_a_matter_of_chance() -> None:
    """On a bound, or beyond what can be, there is no chance to give."""
    ahead = forecast([FIVE], bounds=(0, 100), horizon=1)

    assert np.isnan(chance_of_meeting(ahead, 100.0, Polarity.HIGHER)).all()
    assert np.isnan(chance_of_meeting(ahead, 130.0, Polarity.HIGHER)).all()
    assert 0 < chance_of_meeting(ahead, 99.0, Polarity.HIGHER)[0, 0] < 0.01


def test_a_target_may_change_by_period() -> None:
    """A column a period holds a trajectory."""
    path = trajectory([54.0], [60.0], 0, 3, 4)
    chance = chance_of_meeting(forecast([FIVE]), path[:, 1:], Polarity.HIGHER)

    assert path.tolist() == [[54.0, 56.0, 58.0, 60.0]]
    assert (np.diff(chance[0]) < 0).all()


def test_a_target_before_its_baseline_is_refused() -> None:
    """A target lies after its baseline."""
    with pytest.raises(UsageError, match="after its baseline"):
        trajectory([1.0], [2.0], 3, 3, 5)


def test_the_forecast_is_frozen_at_the_action() -> None:
    """What comes after the action changes its score and not the range it is scored by."""
    early = turned([[*FIVE, 55.0]], 5)
    later = turned([[*FIVE, 55.0, 70.0, 90.0, 91.0]], 5)

    np.testing.assert_array_equal(early.baseline.centre, later.baseline.centre)
    np.testing.assert_array_equal(early.baseline.error, later.baseline.error)
    assert [Direction(code).name for code in early.direction[0]] == ["SAME", "UNKNOWN", "UNKNOWN"]
    assert [Direction(code).name for code in later.direction[0]] == ["SAME", "HIGHER", "HIGHER"]
    assert (later.scored[0], later.within[0]) == (3, 1)


def test_the_score_counts_from_the_last_figure_before_the_action() -> None:
    """A missing figure before the action makes the next one a step further ahead."""
    found = turned([[*FIVE, NAN, 55.0]], 6)

    assert np.isnan(found.outturn[0, 0])
    assert found.z[0, 1] == pytest.approx(1 / np.sqrt(2.5 * 2))
    assert found.p[0, 1] == pytest.approx(2 * t.sf(1 / np.sqrt(5), 4))


def test_a_break_after_the_action_ends_the_score() -> None:
    """Figures of a new series are not scored against the old one."""
    breaks = [column == 6 for column in range(8)]
    found = turned([[*FIVE, 55.0, 70.0, 71.0]], 5, breaks=breaks)

    assert found.scored[0] == 1


def test_without_a_forecast_there_is_no_score() -> None:
    """Too few figures before the action, or none that vary, score nothing."""
    found = turned([[1.0, 2.0, 3.0, 9.0, 9.0, 9.0], [4.0, 4.0, 4.0, 4.0, 9.0, 9.0]], [3, 4])

    assert found.scored.tolist() == [0, 0]
    assert (found.direction == Direction.UNKNOWN).all()


def test_an_outturn_on_a_bound_has_a_direction_and_no_score() -> None:
    """100% lies above a range that ends below it, by how much cannot be said."""
    found = turned([[80.0, 81.0, 80.0, 81.0, 80.0, 100.0]], 5, bounds=(0, 100))

    assert found.direction[0, 0] == Direction.HIGHER
    assert np.isnan(found.z[0, 0])
    assert found.scored[0] == 1


def test_areas_may_have_actions_of_their_own() -> None:
    """Each area is frozen where its own action begins."""
    row = [52.0, 54.0, 53.0, 55.0, 54.0, 53.0, 55.0, 56.0]
    both = turned([row, row], [5, 6])

    assert both.baseline.origin.tolist() == [4, 5]


def test_ranges_hold_as_often_as_they_say() -> None:
    """Of walks of five or ten figures, about 95% of what comes lies in the 95% range."""
    random = np.random.default_rng(9)
    for points in (5, 10):
        figures = 50 + np.cumsum(random.standard_normal((20_000, points + 1)), axis=1)
        lower, upper = forecast(figures[:, :points], horizon=1).interval(0.95)
        coming = figures[:, points:]

        assert ((coming >= lower) & (coming <= upper)).mean() == pytest.approx(0.95, abs=0.008)
