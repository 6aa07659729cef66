"""Forecasts as R's forecast 8.20 has them, case by case.

R's widths are normal for all but the mean; ours are Student's t for all, so that what is held
against R's is the standard error. Smoothing is fitted by search on both sides. Where the fits
part, ours is taken for a documented deviation only if it has the smaller sum of squared errors,
which is what both search for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from purbeck.methods.forecast_models import (
    Ahead,
    damped_trend,
    drift,
    mean,
    naive,
    simple_smoothing,
    theta,
)
from purbeck.methods.smoothing import SIMPLE_FEW, TREND_FEW, Smoothed, damped, simple
from tests.gold.cases import Case, Outcome, Suite, apart, numbers, outcome_of

FILE = "forecast/r_forecast.json"
SOURCE = "R forecast 8.20"
NORMAL_95 = 1.959963984540054
# R's search stops at about the root of machine precision.
OF_SPREAD = 1e-3
OURS_FITS_BETTER = "R's search stops short: our fit has the smaller sum of squared errors"


def series(case: Case) -> NDArray[np.float64]:
    return numbers(case["y"])[None, :]


def half_width(answer: dict[str, list[float]]) -> NDArray[np.float64]:
    return np.asarray((numbers(answer["hi95"]) - numbers(answer["lo95"])) / 2)


def distance(case: Case, centre: NDArray[np.float64], name: str) -> float:
    """How far our point forecasts lie from R's, in standard deviations of the series."""
    far = float(np.abs(centre[0] - numbers(case[name]["mean"])).max())
    return far / float(series(case).std()) if far else 0.0


def closed_form(name: str, model: Callable[..., Ahead]) -> Callable[[Case], Outcome]:
    """Hold a model without a search against R's: point forecasts and standard errors."""

    def check(case: Case) -> Outcome:
        ahead = model(series(case), case["h"])
        times = stdtrit(ahead.freedom, 0.975) if name == "mean" else NORMAL_95
        theirs = half_width(case[name]) / times
        return outcome_of(
            apart("forecast", ahead.centre[0], case[name]["mean"], room=1e-9),
            apart("error", ahead.error[0], theirs.tolist(), rel=1e-9, room=1e-9),
        )

    return check


def squares_of_r(case: Case, name: str, spent: int) -> float:
    """Give the sum of squared errors of R's fit, out of the width of its first range."""
    return float((half_width(case[name])[0] / NORMAL_95) ** 2 * (len(case["y"]) - spent))


def _searched(case: Case, name: str, ahead: Ahead, ours: float, theirs: float) -> Outcome:
    far = distance(case, ahead.centre, name)

    def differences() -> Iterator[str]:
        if far > OF_SPREAD:
            yield f"forecast {far:.3g} standard deviations off"
        if ours > theirs * (1 + 1e-4) + 1e-9:
            yield f"squares {ours:.6g} for {theirs:.6g}"

    return outcome_of(differences(), reason=OURS_FITS_BETTER if ours < theirs else "")


def _fit(case: Case, search: Callable[..., Smoothed]) -> float:
    return float(search(series(case)).squares[0])


def simple_as_r(case: Case) -> Outcome:
    theirs = squares_of_r(case, "ses", 0 if len(case["y"]) <= SIMPLE_FEW else 2)
    ahead = simple_smoothing(series(case), case["h"])
    found = _searched(case, "ses", ahead, _fit(case, simple), theirs)
    return outcome_of(_growth(case, ahead)) if found.passed else found


def _growth(case: Case, ahead: Ahead) -> Iterable[str]:
    """Hold how errors grow with the periods ahead against R's, where the fit is R's."""
    theirs = half_width(case["ses"])
    if theirs[0] > 0:
        grown = ahead.error[0] / ahead.error[0, 0]
        yield from apart("growth of the error", grown, (theirs / theirs[0]).tolist(), rel=2e-3)


def theta_as_r(case: Case) -> Outcome:
    theirs = squares_of_r(case, "ses", 0 if len(case["y"]) <= SIMPLE_FEW else 2)
    ahead = theta(series(case), case["h"])
    return _searched(case, "theta", ahead, _fit(case, simple), theirs)


def damped_as_r(case: Case) -> Outcome:
    theirs = squares_of_r(case, "holt_damped", 0 if len(case["y"]) <= TREND_FEW else 5)
    ahead = damped_trend(series(case), case["h"])
    return _searched(case, "holt_damped", ahead, _fit(case, damped), theirs)


SUITES = tuple(
    Suite(f"Forecast: {name}", "outlook", SOURCE, FILE, check)
    for name, check in (
        ("last value", closed_form("naive", naive)),
        ("drift", closed_form("drift", drift)),
        ("mean", closed_form("mean", mean)),
        ("simple smoothing", simple_as_r),
        ("theta", theta_as_r),
        ("damped trend", damped_as_r),
    )
)
