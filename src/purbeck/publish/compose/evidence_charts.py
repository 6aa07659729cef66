"""The charts beside the evidence: ordinary variation, twelve months together, and a funnel."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.assess.assessment import Assessment, ControlPoint, FunnelLimits, FunnelPoint
from purbeck.methods.xmr import TRIAL
from purbeck.model.measure import Measure
from purbeck.model.observation import Status
from purbeck.model.period import Period
from purbeck.model.verdict import Variation
from purbeck.publish.charts.control import control_chart
from purbeck.publish.charts.control_series import ControlMark, ControlSeries, PointSign
from purbeck.publish.charts.funnel import funnel_chart
from purbeck.publish.charts.funnel_series import FunnelCurve, FunnelMark, FunnelSeries
from purbeck.publish.charts.series import ChartLine, ChartPoint, TrendSeries
from purbeck.publish.charts.trend import trend_chart
from purbeck.publish.compose.chart_series import LEAST_VALUES, MOST_PERIODS
from purbeck.publish.document import Block, Columns, Figure, FigureSize
from purbeck.publish.wording.control import SHORT, point_words
from purbeck.publish.wording.counted import funnel_words
from purbeck.publish.wording.figures import clipped, figure, number
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
    """Set the charts that there are side by side, two to a row; one alone stands alone."""
    charts = (control_figure(assessment), rolling_figure(assessment), funnel_figure(assessment))
    found = [one for one in charts if one]
    for first in range(0, len(found), 2):
        row = found[first : first + 2]
        if len(row) > 1:
            yield Columns(tuple((one,) for one in row))
        else:
            yield from row


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


def funnel_figure(assessment: Assessment) -> Figure | None:
    """Draw up the funnel of the first group on which the area is placed; None where on none."""
    latest, measure = assessment.latest, assessment.measure
    held = next((each for each in assessment.comparators if each.funnel_chart), None)
    if held is None or held.funnel_chart is None or latest is None:
        return None
    funnel, label = held.funnel_chart, held.comparator.label
    own, *others = (_funnel_mark(point, measure) for point in funnel.points)
    series = FunnelSeries(
        anchor=f"funnel-{measure.id}",
        title=f"{measure.name}: among {label[:1].lower()}{label[1:]}",
        period=str(latest.period),
        unit_symbol=measure.unit.symbol,
        own=own,
        others=tuple(others),
        group=label,
        average=(funnel.average, figure(funnel.average, measure)),
        curve=tuple(_funnel_curve(at, measure) for at in funnel.curve),
        widened=funnel.widened,
        decimals=measure.decimals,
        better=POLARITY_MEANING[measure.polarity],
    )
    spread = ", their spread allowed for" if funnel.widened else ""
    caption = f"Among {label[:1].lower()}{label[1:]}, {latest.period}{spread}"
    return Figure(funnel_chart(series), caption, FigureSize.HALF)


def _funnel_mark(point: FunnelPoint, measure: Measure) -> FunnelMark:
    limits = point.limits
    return FunnelMark(
        area=point.area_name,
        denominator=(limits.denominator, number(limits.denominator, 0)),
        value=(point.value, figure(point.value, measure)),
        inner=(_drawn(limits.lower, measure), _drawn(limits.upper, measure)),
        outer=(_drawn(limits.outer_lower, measure), _drawn(limits.outer_upper, measure)),
        says=funnel_words(point),
    )


def _funnel_curve(at: FunnelLimits, measure: Measure) -> FunnelCurve:
    lower, upper, outer_lower, outer_upper = (
        clipped(limit, measure) for limit in (at.lower, at.upper, at.outer_lower, at.outer_upper)
    )
    return FunnelCurve(
        denominator=at.denominator, inner=(lower, upper), outer=(outer_lower, outer_upper)
    )


def _from_to(first: Period, last: Period) -> list[Period]:
    return [first.next(step) for step in range(last - first + 1)]


def _breaks(assessment: Assessment, axis: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        o.period.label
        for o in assessment.series
        if o.status is Status.BREAK and o.period.label in axis
    )
