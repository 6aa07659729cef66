"""The charts beside the evidence: ordinary variation, and twelve months taken together."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.assess.assessment import Assessment, ControlPoint
from purbeck.methods.xmr import TRIAL
from purbeck.model.measure import Measure
from purbeck.model.observation import Status
from purbeck.model.period import Period
from purbeck.model.verdict import Variation
from purbeck.publish.charts.control import control_chart
from purbeck.publish.charts.control_series import ControlMark, ControlSeries, PointSign
from purbeck.publish.charts.series import ChartLine, ChartPoint, TrendSeries
from purbeck.publish.charts.trend import trend_chart
from purbeck.publish.compose.chart_series import LEAST_VALUES, MOST_PERIODS
from purbeck.publish.document import Block, Columns, Figure, FigureSize
from purbeck.publish.wording.control import SHORT, point_words
from purbeck.publish.wording.figures import clipped, figure
from purbeck.publish.wording.verdicts import POLARITY_MEANING

MOST_POINTS = 60
"""Points of a control chart beyond which the oldest are not drawn, though they count: five
years of months, as many as half a page's width can tell apart."""

_SIGNS: dict[Variation, PointSign] = {
    Variation.COMMON_CAUSE: "common",
    Variation.IMPROVEMENT: "improvement",
    Variation.CONCERN: "concern",
    Variation.HIGH: "high",
    Variation.LOW: "low",
    Variation.CANNOT_BE_ASSESSED: "unjudged",
}


def evidence_figures(assessment: Assessment) -> Iterator[Block]:
    """Set the charts that there are beside one another; one alone stands alone."""
    found = [one for one in (control_figure(assessment), rolling_figure(assessment)) if one]
    if len(found) > 1:
        yield Columns(tuple((one,) for one in found))
    else:
        yield from found


def control_figure(assessment: Assessment) -> Figure | None:
    """Draw up the XmR chart of a measure; None where there are too few points for one."""
    points = assessment.statistics.control[-MOST_POINTS:]
    if not points:
        return None
    measure = assessment.measure
    axis = _from_to(points[0].period, points[-1].period)
    series = ControlSeries(
        anchor=f"control-{measure.id}",
        title=f"{measure.name}: ordinary variation",
        area=assessment.area_name,
        unit_symbol=measure.unit.symbol,
        marks=tuple(_mark(point, measure) for point in points),
        axis_labels=tuple(period.label for period in axis),
        rebased=_breaks(assessment, tuple(period.label for period in axis)),
        sign_words={_SIGNS[signal]: words for signal, words in SHORT.items()},
        decimals=measure.decimals,
        better=POLARITY_MEANING[measure.polarity],
    )
    few = int(assessment.statistics.variation.evidence.get("points", 0.0)) < TRIAL
    caption = f"Ordinary variation{', on trial limits' if few else ''}"
    return Figure(control_chart(series), caption, FigureSize.HALF)


def _mark(point: ControlPoint, measure: Measure) -> ControlMark:
    mean, lower, upper = (
        None if limit is None else _drawn(limit, measure)
        for limit in (point.mean, point.lower, point.upper)
    )
    return ControlMark(
        label=point.period.label,
        value=point.value,
        text=figure(point.value, measure),
        sign=_SIGNS[point.signal],
        says=point_words(point),
        mean=mean,
        lower=lower,
        upper=upper,
    )


def _drawn(limit: float, measure: Measure) -> tuple[float, str]:
    held = clipped(limit, measure)
    return held, figure(held, measure)


def rolling_figure(assessment: Assessment) -> Figure | None:
    """Draw up the line of twelve months; None where there are not two of them to join."""
    years, measure = assessment.statistics.rolling_series, assessment.measure
    if assessment.latest is None or len(years) < LEAST_VALUES:
        return None
    last = years[-1][0]
    first = max(years[0][0], last.previous(MOST_PERIODS - 1), key=lambda period: period.ordinal)
    axis = tuple(period.label for period in _from_to(first, last))
    points = tuple(
        ChartPoint(period.label, year, figure(year, measure))
        for period, year in years
        if period.label in axis
    )
    series = TrendSeries(
        anchor=f"rolling-{measure.id}",
        title=f"{measure.name}: twelve months to each period",
        unit_symbol=measure.unit.symbol,
        lines=(ChartLine(assessment.area_name, points),),
        axis_labels=axis,
        size="half",
        decimals=measure.decimals,
        better=POLARITY_MEANING[measure.polarity],
        break_before=_breaks(assessment, axis),
    )
    return Figure(trend_chart(series), f"Twelve months to {last}", FigureSize.HALF)


def _from_to(first: Period, last: Period) -> list[Period]:
    return [first.next(step) for step in range(last - first + 1)]


def _breaks(assessment: Assessment, axis: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        o.period.label
        for o in assessment.series
        if o.status is Status.BREAK and o.period.label in axis
    )
