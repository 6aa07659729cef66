"""What cannot be, and how to feed it to every method: tables for ``test_rubbish``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from purbeck.methods import (
    area_scores,
    benchmark,
    cell_bounds,
    cluster_gap,
    cochran_armitage,
    codes,
    disclosure,
    fisher,
    forecast,
    funnel,
    gap,
    gap_to_whole,
    goal,
    inequality,
    inequality_limits,
    interval,
    laney,
    linked_cells,
    linked_totals,
    mann_kendall,
    many_tests,
    moved_together,
    neighbour_distance,
    neighbours,
    overdispersion,
    power,
    proportion_test,
    rank,
    rank_interval,
    rate_ratio,
    real_terms,
    recent_trend,
    rolling,
    run_chart,
    seasonal_kendall,
    shrinkage,
    small_counts,
    standardise,
    suppression,
    synthetic_control,
    trajectory,
    trend,
    turned,
    two_points,
    unit_cost,
    xmr,
    xmr_icons,
)
from purbeck.methods.interval import Interval
from purbeck.methods.overdispersion import Scale
from purbeck.model.disclosure import AreaTotal, Disclosure
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UNITS, UnitCode

Array = np.ndarray
Call = Callable[[Array, Array], Any]
AREAS, PERIODS = 3, 12
INF, NAN = np.inf, np.nan
UP = Polarity.HIGHER


def filled(value: Any, shape: tuple[int, int] = (AREAS, PERIODS), dtype: Any = float) -> Array:
    return np.full(shape, value, dtype=dtype)


def counts(x: Array, n: Array) -> small_counts.Counts:
    """Give the counts behind shares, of which the numerators are not given."""
    return small_counts.counts_behind(x, np.full(np.shape(x), NAN), n, UNITS[UnitCode.PERCENTAGE])


def good(shape: tuple[int, int] = (AREAS, PERIODS)) -> tuple[Array, Array]:
    """Counts and totals with nothing wrong."""
    cell = np.arange(shape[0] * shape[1], dtype=float).reshape(shape)
    return 40 + cell * 7 % 11, filled(100.0, shape)


def sometimes(value: float, place: int) -> tuple[Array, Array]:
    """Counts and totals of which every third is spoilt, in the counts or the totals."""
    pair = good()
    pair[place][:, ::3] = value
    return pair


BIG = 2**62
NOTHING: dict[str, tuple[Array, Array]] = {
    "negative counts": (filled(-3), filled(100)),
    "counts of minus infinity": (filled(-INF), filled(100)),
    "infinite counts": (filled(INF), filled(100)),
    "infinite counts of infinite totals": (filled(INF), filled(INF)),
    "no denominators": (filled(3), filled(0)),
    "none of none": (filled(0), filled(0)),
    "negative denominators": (filled(3), filled(-100)),
    "infinite denominators": (filled(3), filled(INF)),
    "all missing": (filled(NAN), filled(NAN)),
    "missing denominators": (filled(3), filled(NAN)),
}
ODD: dict[str, tuple[Array, Array]] = {
    "counts above denominators": (filled(300), filled(100)),
    "huge counts": (filled(1e300), filled(2e300)),
    "huge counts that vary": (good()[0] * 1e298, filled(2e300)),
    "the largest numbers": (filled(1.7e308), filled(1.79e308)),
    "the largest numbers that vary": (good()[0] * 3e306, filled(1.79e308)),
    "few of the largest": (filled(1), filled(9e307)),
    "the least numbers": (filled(5e-324), filled(5e-324)),
    "little of the least": (filled(5e-324), filled(1e-300)),
    "half people": (filled(0.25), filled(0.5)),
    "whole numbers at the edge of 64 bits": (
        filled(BIG - 1, dtype=np.int64),
        filled(BIG, dtype=np.int64),
    ),
    "whole numbers without a sign": (
        filled(2**63, dtype=np.uint64),
        filled(2**64 - 1, dtype=np.uint64),
    ),
    "whole numbers at the edge of 32 bits": (
        filled(2**30, dtype=np.int32),
        filled(2**31 - 1, dtype=np.int32),
    ),
    "whole numbers of 8 bits": (good()[0].astype(np.int8), filled(120, dtype=np.int8)),
    "large and growing": (good()[0].astype(np.int64) * 2**55, filled(2**62, dtype=np.int64)),
    "nothing ever": (filled(0), filled(100)),
    "all ever": (filled(100), filled(100)),
    "none, then all": (np.repeat([[0.0, 100.0]], 6, 1).repeat(3, 0), filled(100)),
    "constant": (filled(50), filled(100)),
    "some negative": sometimes(-1, 0),
    "some infinite": sometimes(INF, 0),
    "some huge": sometimes(1e300, 0),
    "some without a denominator": sometimes(0, 1),
    "some with an infinite denominator": sometimes(-INF, 1),
    "some missing": sometimes(NAN, 0),
    "one figure": (np.where(np.arange(PERIODS) == 4, 50.0, NAN) + filled(0), filled(100)),
    "one area": good((1, PERIODS)),
    "one period": good((AREAS, 1)),
    "two periods": good((AREAS, 2)),
    "one area in one period": good((1, 1)),
    "no area": good((0, PERIODS)),
    "no period": good((AREAS, 0)),
    "no area and no period": good((0, 0)),
}
RUBBISH = {**NOTHING, **ODD}


def around(x: Array, n: Array) -> tuple[Array, Interval]:
    """Values with an interval about them, from whatever there is."""
    count, total = x.astype(float), n.astype(float)
    with np.errstate(all="ignore"):
        return count, Interval(count - total, count + total)


@np.errstate(all="ignore")
def _whole_of(x: Array, n: Array) -> tuple[Array, Array]:
    """Give a whole of which a part is given; two of the largest numbers come to infinity."""
    return x + n, n + n


def neighbour(x: Array) -> Array:
    return np.roll(x, 1, axis=0)


def by_values(method: Callable[..., Any]) -> Call:
    """Make a call of a method that holds values with intervals against others."""

    def call(x: Array, n: Array) -> Any:
        value, limits = around(x, n)
        other, others = around(neighbour(x), neighbour(n))
        return method(value, limits, other, others)

    return call


def by_pairs(method: Callable[..., Any]) -> Call:
    return lambda x, n: method(x, n, neighbour(x), neighbour(n))


# Methods of counts and denominators: of neither is there anything to say.
OF_COUNTS: dict[str, Call] = {
    "cochran_armitage.cochran_armitage": cochran_armitage.cochran_armitage,
    "fisher.fisher_exact": by_pairs(fisher.fisher_exact),
    "funnel.average_proportion": funnel.average_proportion,
    "funnel.average_rate": funnel.average_rate,
    "funnel.proportion_flags": lambda x, n: funnel.proportion_flags(x, n, 0.5),
    "funnel.ratio_flags": funnel.ratio_flags,
    "gap.gap_of_proportions": by_pairs(gap.gap_of_proportions),
    "gap.gap_of_rates": by_pairs(gap.gap_of_rates),
    "interval.wilson": interval.wilson,
    "interval.rate": interval.rate,
    "laney.p_chart": lambda x, n: [laney.p_chart(x, n, laney=each) for each in (False, True)],
    "laney.u_chart": lambda x, n: [laney.u_chart(x, n, laney=each) for each in (False, True)],
    "proportion_test.compare_proportions": by_pairs(proportion_test.compare_proportions),
    "proportion_test.wald_interval": by_pairs(proportion_test.wald_interval),
    "rate_ratio.compare_rates": by_pairs(rate_ratio.compare_rates),
    "rate_ratio.compare_with_expected": rate_ratio.compare_with_expected,
    "recent_trend.recent_trend": lambda x, n: [
        recent_trend.recent_trend(x, x, n, *limits_of(x, n), by_proportion=each)
        for each in (False, True)
    ],
    "rolling.rolling_rate": lambda x, n: rolling.rolling_rate(x, n, 4),
    "trend.proportion_trend": trend.proportion_trend,
    "trend.rate_trend": trend.rate_trend,
    "two_points.change_of_proportion": by_pairs(two_points.change_of_proportion),
    "two_points.change_of_rate": by_pairs(two_points.change_of_rate),
}


def limits_of(x: Array, n: Array) -> tuple[Array, Array]:
    found = interval.wilson(x, n)
    return found.lower, found.upper


# Methods of figures with or without intervals, for which a negative figure may be right.
OF_FIGURES: dict[str, Call] = {
    "benchmark.single_interval": lambda x, n: benchmark.single_interval(*around(x, n), n),
    "benchmark.two_level_interval": lambda x, n: benchmark.two_level_interval(
        x, around(x, n)[1], around(x, n)[1], n
    ),
    "benchmark.double_interval": by_values(benchmark.double_interval),
    "benchmark.proportion_limits": benchmark.proportion_limits,
    "benchmark.spc_proportion": lambda x, n: benchmark.spc_proportion(x, n, 50.0),
    "benchmark.rate_limits": benchmark.rate_limits,
    "benchmark.spc_rate": lambda x, n: benchmark.spc_rate(x, n, 50.0),
    "cochran_armitage.p_of_chi2": lambda x, n: cochran_armitage.p_of_chi2(x),
    "codes.judged": lambda x, n: codes.judged(trend.proportion_trend(x, n).direction, UP),
    "disclosure.small": lambda x, n: disclosure.small(x),
    "disclosure.rate_hidden": disclosure.rate_hidden,
    "disclosure.rounded": lambda x, n: disclosure.rounded(x),
    "disclosure.rate_shown": lambda x, n: disclosure.rate_shown(x, n, hidden=False),
    "disclosure.with_totals": lambda x, n: disclosure.with_totals(x),
    "forecast.forecast": lambda x, n: _all_of(forecast.forecast(x, bounds=(0, 100))),
    "funnel.proportion_limits": lambda x, n: funnel.proportion_limits(n, 0.5),
    "funnel.ratio_limits": lambda x, n: funnel.ratio_limits(x),
    "gap.gap_of_values": by_values(gap.gap_of_values),
    "goal.against_value": lambda x, n: goal.against_value(x, n, UP),
    "goal.against_interval": lambda x, n: goal.against_interval(around(x, n)[1], n, UP),
    "goal.against_range": lambda x, n: goal.against_range(x, n, n + 1, UP),
    "inequality.inequality": lambda x, n: [
        inequality.inequality(x, n, kind=kind, transform=each)
        for kind in inequality.Kind
        for each in (False, True)
        if not (each and kind is inequality.Kind.VALUE)
    ],
    "inequality.inequality_interval": lambda x, n: inequality.inequality_interval(
        x, n, around(x, n)[1], seed=1, repetitions=1_000
    ),
    "inequality.line_weights": lambda x, n: inequality.line_weights(n),
    "inequality_limits.inequality_limits": lambda x, n: inequality_limits.inequality_limits(
        x, n, around(x, n)[1]
    ),
    "gap_to_whole.rest_of": lambda x, n: gap_to_whole.rest_of(x, n, *_whole_of(x, n)),
    "gap_to_whole.gap_to_whole": lambda x, n: [
        gap_to_whole.gap_to_whole(x, n, *_whole_of(x, n), rates=each) for each in (False, True)
    ],
    "interval.byar": lambda x, n: interval.byar(x),
    "interval.exact_poisson": lambda x, n: interval.exact_poisson(x),
    "interval.poisson": lambda x, n: interval.poisson(x),
    "interval.mean": lambda x, n: interval.mean(x, n, n),
    "interval.mean_of": lambda x, n: interval.mean_of(x),
    "interval.count_of": interval.count_of,
    "laney.c_chart": lambda x, n: laney.c_chart(x),
    "small_counts.counts_behind": lambda x, n: counts(x, n),
    "small_counts.is_small": lambda x, n: small_counts.is_small(counts(x, n), Disclosure()),
    "small_counts.protecting": lambda x, n: small_counts.protecting(
        counts(x.ravel(), n.ravel()),
        [str(at) for at in range(x.size)],
        np.arange(x.size) % 5 == 1,
        Disclosure(totals=(AreaTotal("0", ("1", "2", "3")),)),
    ),
    "linked_totals.hide_linked": lambda x, n: linked_totals.hide_linked(
        x.T, np.ones((1, len(x))), np.arange(len(x)) == 0
    ),
    "mann_kendall.rank_trend": lambda x, n: mann_kendall.rank_trend(x),
    "overdispersion.dispersion": lambda x, n: [
        overdispersion.dispersion(x.reshape(-1), n.reshape(-1), scale) for scale in Scale
    ],
    "overdispersion.widened_limits": lambda x, n: [
        overdispersion.widened_limits(
            n.reshape(-1),
            overdispersion.dispersion(x.reshape(-1), n.reshape(-1), scale),
            of=x.reshape(-1),
        )
        for scale in Scale
    ],
    "power.chance_of_seeing": lambda x, n: power.chance_of_seeing(x, 2.0),
    "power.least_seen": lambda x, n: power.least_seen(x),
    "proportion_test.difference_interval": by_values(proportion_test.difference_interval),
    "rank.ranks": lambda x, n: rank.ranks(x),
    "rank.quantile_bounds": lambda x, n: rank.quantile_bounds(x),
    "rank.quantile_group": lambda x, n: rank.quantile_group(x),
    "rank.turned": lambda x, n: rank.turned(rank.quantile_group(x)),
    "rank.deprivation_group": lambda x, n: rank.deprivation_group(x),
    "rank.distance_from_median": lambda x, n: rank.distance_from_median(x),
    "rank_interval.rank_interval": lambda x, n: rank_interval.rank_interval(
        *around(x, n), seed=1, repetitions=50
    ),
    "rolling.rolling_sum": lambda x, n: rolling.rolling_sum(x, 4),
    "rolling.year_earlier": lambda x, n: rolling.year_earlier(x, 4),
    "rolling.without_overlap": lambda x, n: rolling.without_overlap(x, 4),
    "run_chart.run_chart": lambda x, n: run_chart.run_chart(x),
    "seasonal_kendall.seasonal_trend": lambda x, n: seasonal_kendall.seasonal_trend(x, 4),
    "standardise.direct_rate": lambda x, n: standardise.direct_rate(x, n, np.ones(x.shape[1])),
    "standardise.indirect_ratio": lambda x, n: standardise.indirect_ratio(
        x.sum(axis=-1, dtype=float) if _sums(x) else x.astype(float).max(axis=-1, initial=0.0),
        n,
        np.ones(x.shape[1]),
        np.full(x.shape[1], 10.0),
    ),
    "suppression.suppress": lambda x, n: (
        suppression.suppress(x) if min(x.shape) > 1 else np.zeros(0)
    ),
    "trajectory.trajectory": lambda x, n: (
        trajectory.trajectory(x[:, 0], n[:, 0], 1, 3, 5) if x.shape[1] else np.zeros(0)
    ),
    "trajectory.chance_of_meeting": lambda x, n: trajectory.chance_of_meeting(
        forecast.forecast(x), 50.0, UP
    ),
    "trend.value_trend": lambda x, n: trend.value_trend(x, *_ends(x, n)),
    "turned.turned": lambda x, n: turned.turned(x, np.full(len(x), 6)),
    "two_points.change_of_value": by_values(two_points.change_of_value),
    "two_points.marker": by_values(two_points.marker),
    "xmr.xmr": lambda x, n: xmr.xmr(x),
    "xmr_icons.signal_of": lambda x, n: xmr_icons.signal_of(xmr.xmr(x).cell_causes),
    "xmr_icons.variation_icon": lambda x, n: xmr_icons.variation_icon(xmr.xmr(x), UP),
    "xmr_icons.assurance_icon": lambda x, n: xmr_icons.assurance_icon(xmr.xmr(x), 50.0, UP),
}


def _ends(x: Array, n: Array) -> tuple[Array, Array]:
    limits = around(x, n)[1]
    return limits.lower, limits.upper


def _sums(x: Array) -> bool:
    """Whether numpy itself could add the counts up without overflow, which is not ours to test."""
    return bool((np.abs(x.astype(float)) < 1e300).all())


def _all_of(ahead: forecast.Forecast) -> Any:
    return ahead, ahead.point, ahead.interval(), ahead.chance_below(50.0)


OF_FIGURES |= {
    "neighbour_distance.neighbour_distance": lambda x, n: neighbour_distance.neighbour_distance(
        np.asarray(n)[:, :1].sum(axis=1), np.asarray(x).T
    ),
    "neighbour_distance.median_interval": lambda x, n: neighbour_distance.median_interval(x),
    "neighbours.nearest": lambda x, n: neighbours.nearest(x),
    "real_terms.real_terms": lambda x, n: real_terms.real_terms(
        x, 2017, 2024, real_terms.gdp_deflator()
    ),
    "synthetic_control.synthetic_control": lambda x, n: synthetic_control.synthetic_control(
        np.asarray(n)[:1].sum(axis=0), x, 8
    ),
    "unit_cost.unit_cost": unit_cost.unit_cost,
    "unit_cost.compare_costs": lambda x, n: unit_cost.compare_costs(x, 1, n, 1),
}


def _two_sorts(size: int) -> tuple[Array, Array]:
    first = np.arange(size) % 2 == 0
    return first, ~first


def _limits_of_areas(x: Array, n: Array) -> Any:
    first, total = np.asarray(x).ravel(), np.asarray(n).ravel()
    found = [area_scores.area_scores(first, total, rates=rates) for rates in (True, False)]
    return [
        area_scores.area_limits(total, each, 0.95, rates=rates)
        for each, rates in zip(found, (True, False), strict=True)
    ]


OF_FIGURES |= {
    "area_scores.area_scores": lambda x, n: [
        area_scores.area_scores(np.asarray(x).ravel(), np.asarray(n).ravel(), rates=rates)
        for rates in (True, False)
    ],
    "area_scores.area_limits": _limits_of_areas,
    "cluster_gap.cluster_gap": lambda x, n: cluster_gap.cluster_gap(
        np.asarray(x).ravel(), np.asarray(n).ravel(), *_two_sorts(np.size(x))
    ),
    "many_tests.discoveries": lambda x, n: many_tests.discoveries(x),
    "shrinkage.shrunken_rates": shrinkage.shrunken_rates,
    "shrinkage.shrunken_proportions": shrinkage.shrunken_proportions,
}


def _lines_of(size: int) -> list[linked_cells.Line]:
    """Give one total of the cells that follow it, and a second that crosses it."""
    if size < 5:
        return []
    rest = np.arange(1, size)
    return [linked_cells.Line(0, rest), linked_cells.Line(1, rest[2:])]


def _hidden_cells(x: Array, n: Array) -> Any:
    kinds = np.stack([np.asarray(x).ravel(), np.asarray(n).ravel()])
    hidden = np.arange(kinds.shape[1]) % 3 == 1
    return linked_cells.hide_cells(kinds, _lines_of(kinds.shape[1]), hidden)


def _pair_and_total(x: Array, n: Array) -> tuple[Array, csr_array, Array]:
    """Give three cells of which the first two come to the third, and which of them are hidden."""
    cells = np.resize(np.asarray(x, float).ravel(), 2) if np.size(x) else np.zeros(2)
    total = float(np.asarray(n, float).ravel()[0]) if np.size(n) else 0.0
    return np.append(cells, total), csr_array(np.array([[1.0, 1.0, -1.0]])), np.array([0, 1])


def _bounds_of_cells(x: Array, n: Array) -> Any:
    cells, lines, hidden = _pair_and_total(x, n)
    return [_known(cell_bounds.bounds(lines[:, hidden], cells[2:], int(cell))) for cell in hidden]


def _known(found: tuple[float, float] | None) -> interval.Interval | None:
    return None if found is None else Interval(*map(np.asarray, found))


def _out_of_reach(x: Array, n: Array) -> Any:
    cells, lines, hidden = _pair_and_total(x, n)
    return cell_bounds.out_of_reach(cells, lines, hidden, np.array([True, True, False]), 5.0)


def _exact_p(x: Array, _: Array) -> Array:
    """Give the chance of scores as the test makes them, ties and all."""
    found = mann_kendall.rank_trend(x)
    return mann_kendall.exact_p(np.nan_to_num(found.score), found.points)


OF_FIGURES |= {
    "cell_bounds.bounds": _bounds_of_cells,
    "cell_bounds.out_of_reach": _out_of_reach,
    "linked_cells.hide_cells": _hidden_cells,
    "mann_kendall.exact_p": _exact_p,
    "moved_together.moved_together": lambda x, n: [
        moved_together.moved_together(x, n, lag) for lag in (0, 2, 20)
    ],
}
METHODS = {**OF_COUNTS, **OF_FIGURES}
# What other methods call with figures that they have looked through, or what takes no figures.
INSIDE = {
    "arrays",
    "fitted_line",
    "forecast_choice",
    "forecast_models",
    "power_table",
    "segments",
    "smoothing",
    "xmr_rules",
    "mixture",
    "placebo_interval",
    "neighbours.list_agreement",
    "real_terms.chained",
    "real_terms.gdp_deflator",
    "real_terms.label",
    "unit_cost.same_functions",
    "interval.critical_value",
    "forecast.last_stretch",
    "linked_totals.given_away",
    "rank.type_7_quantile",
    "run_chart.longest_run_expected",
    "run_chart.fewest_crossings_expected",
}


def numbers_of(answer: Any, name: str = "") -> Iterator[tuple[str, Array]]:
    """Give every array in an answer, however deep, with its name."""
    if is_dataclass(answer) and not isinstance(answer, type):
        for field in fields(answer):
            yield from numbers_of(getattr(answer, field.name), f"{name}.{field.name}")
    elif isinstance(answer, list | tuple):
        for number, one in enumerate(answer):
            yield from numbers_of(one, f"{name}[{number}]")
    elif answer is not None and not isinstance(answer, str):
        yield name, np.asarray(answer)
