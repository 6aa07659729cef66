"""The forecast that was frozen when an action began, period by period, with what came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from purbeck.assess.statistical.turned import first_since, scored_since
from purbeck.methods.forecast import Forecastable
from purbeck.methods.interval import LEVEL
from purbeck.model.period import Period
from purbeck.panel.panel import Panel


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastStep:
    """What carrying on as before would give in one period, and the figure that came.

    Attributes
    ----------
    outturn
        The figure that is held against the range; None for none yet, for a period of before the
        action, and where a new series has opened since.
    figure
        The same, and that of a period of before which came out only after the day.
    """

    period: Period
    expected: float
    lower: float
    upper: float
    outturn: float | None
    figure: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenForecast:
    """The forecast of one area, as it was on the day on which an action began.

    Attributes
    ----------
    on
        The day.
    frozen
        Whether it rests on the figures as they were known on the day; else on those of before as
        they are now known, as none with a date had been published by then.
    rests_on
        The figures that it was made from, by period.
    steps
        The periods after the last of these.
    """

    on: date
    frozen: bool
    rests_on: tuple[tuple[Period, float], ...]
    steps: tuple[ForecastStep, ...]


def frozen_forecast(
    panel: Panel, area: str, started: date, then: Panel | None = None
) -> FrozenForecast | None:
    """Give an area's forecast that later figures are held against; None where there is none.

    The figures, the range and its level are those of ``turned_since``, which judges by them.
    """
    found, before = scored_since(panel, started, then)
    row, forecast = panel.row(area), found.baseline
    if forecast.state[row] != Forecastable.FORECAST:
        return None
    lower, upper = (ends[row] for ends in forecast.interval(LEVEL))
    if not np.isfinite([*lower, *upper]).all():
        return None
    origin, points = int(forecast.origin[row]), int(forecast.points[row])
    columns = range(origin - points + 1, origin + 1)
    begins = first_since(panel, started)
    late = {
        panel.periods[at].ordinal: float(panel.value[row, at])
        for at in range(origin + 1, begins)
        if panel.present[row, at]
    }
    return FrozenForecast(
        on=started,
        frozen=bool(before.frozen[row]),
        rests_on=tuple((panel.periods[at], float(before.known[row, at])) for at in columns),
        steps=tuple(
            ForecastStep(
                period=(period := panel.periods[origin].next(step + 1)),
                expected=float(forecast.point[row, step]),
                lower=float(lower[step]),
                upper=float(upper[step]),
                outturn=(came := _given(found.outturn[row, step])),
                figure=late.get(period.ordinal) if came is None else came,
            )
            for step in range(found.outturn.shape[1])
        ),
    )


def _given(figure: float) -> float | None:
    return None if np.isnan(figure) else float(figure)
