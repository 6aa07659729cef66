"""The chart of an assessed measure: its own line, and the lines that it is held against."""

from __future__ import annotations

from dataclasses import replace

from purbeck.assess.assessment import Assessment, ComparatorAssessment
from purbeck.model.comparator import ComparatorKind
from purbeck.model.measure import MeasureKind
from purbeck.model.observation import Absence, Observation, Status
from purbeck.model.period import Period
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.series import (
    MOST_COMPARATORS,
    ChartLine,
    ChartPoint,
    Size,
    TrendSeries,
)
from purbeck.publish.charts.trend import trend_chart
from purbeck.publish.document import Figure, FigureSize
from purbeck.publish.wording.figures import figure, remark
from purbeck.publish.wording.verdicts import POLARITY_MEANING

# Three years of quarters and the one before them, so that each season is seen against its own;
# thirteen years of yearly figures. What is older is in the data sheets.
MOST_PERIODS = 13

# A single dot on an empty field shows nothing that the figure beside it does not say better.
LEAST_VALUES = 2

_FIGURE_SIZE: dict[Size, FigureSize] = {
    "full": FigureSize.FULL,
    "half": FigureSize.HALF,
    "small": FigureSize.SMALL,
}


def figure_of(assessment: Assessment, size: Size) -> Figure | None:
    """Draw up the chart of a measure; None where there is no line to draw."""
    axis = axis_of(assessment)
    shown = {period.label for period in axis}
    figures = [o for o in assessment.series if o.period.label in shown]
    lines = (local_line(assessment, figures), *_others(assessment, shown, size))
    drawn = sum(point.value is not None for line in lines for point in line.points)
    if drawn < LEAST_VALUES or not any(o.value is not None for o in figures):
        return None
    series = TrendSeries(
        anchor=f"chart-{assessment.measure.id}",
        title=assessment.measure.name,
        unit_symbol=assessment.measure.unit.symbol,
        lines=lines,
        axis_labels=tuple(period.label for period in axis),
        size=size,
        decimals=assessment.measure.decimals,
        better=POLARITY_MEANING[assessment.measure.polarity],
        break_before=tuple(o.period.label for o in figures if o.status is Status.BREAK),
    )
    indicator = assessment.measure.kind is MeasureKind.POPULATION_INDICATOR
    caption = f"{assessment.measure.name}, {assessment.area_name}" if indicator else ""
    return Figure(_chart(series), caption, _FIGURE_SIZE[size])


def _chart(series: TrendSeries) -> Chart:
    """Draw up a chart, with a form for the telephone where it is too wide for one."""
    chart = trend_chart(series)
    if series.size != "full":
        return chart
    narrow = replace(series, size="half", anchor=f"{series.anchor}-narrow")
    return replace(chart, narrow=trend_chart(narrow))


def axis_of(assessment: Assessment) -> tuple[Period, ...]:
    """Every period from the first shown to the latest, whether or not it has a figure.

    What is not yet due is no gap in the past, and has no place on the axis.
    """
    published = [o.period for o in assessment.series if o.absence is not Absence.NOT_YET_DUE]
    with_value = [o.period for o in assessment.series if o.value is not None]
    if not with_value:
        return ()
    last = published[-1]
    count = min(last - with_value[0] + 1, MOST_PERIODS)
    return tuple(last.previous(back) if back else last for back in reversed(range(count)))


def local_line(assessment: Assessment, figures: list[Observation]) -> ChartLine:
    """Give the area's own figures as a line."""
    measure = assessment.measure
    points = tuple(
        ChartPoint(
            label=o.period.label,
            value=o.value,
            text="" if o.value is None else figure(o.value, measure),
            remark=remark(o),
        )
        for o in figures
    )
    return ChartLine(assessment.area_name, points, "local")


def _others(assessment: Assessment, shown: set[str], size: Size) -> list[ChartLine]:
    """The comparators that share the measure's axis, as many as can be told apart."""
    if size == "small":
        return []
    found = [_line(assessment, held, shown) for held in assessment.comparators]
    lines = _told_apart(assessment.area_name, [line for line in found if line is not None])
    targets = [line for line in lines if line.role == "target"][:1]
    others = [line for line in lines if line.role == "comparator"]
    return [*others[:MOST_COMPARATORS], *targets]


def _told_apart(local: str, lines: list[ChartLine]) -> list[ChartLine]:
    """Number the lines that bear a label already used: a chart cannot have two of one name."""
    used = [local]
    apart = []
    for line in lines:
        seen = used.count(line.label)
        used.append(line.label)
        apart.append(replace(line, label=f"{line.label} ({seen + 1})") if seen else line)
    return apart


def _line(assessment: Assessment, held: ComparatorAssessment, shown: set[str]) -> ChartLine | None:
    measure = assessment.measure
    points = tuple(
        ChartPoint(label=period.label, value=value, text=figure(value, measure))
        for period, value in held.series
        if period.kind is measure.period_kind and period.label in shown
    )
    if not points:
        return None
    is_target = held.comparator.kind is ComparatorKind.TARGET
    return ChartLine(held.comparator.label, points, "target" if is_target else "comparator")
