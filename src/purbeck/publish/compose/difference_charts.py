"""The charts of an action: the figures since against the forecast, and against the mixture."""

from __future__ import annotations

from purbeck.assess.assessment import Assessment
from purbeck.model.measure import Measure
from purbeck.publish.charts.since_action import SincePoint, SinceSeries, since_chart
from purbeck.publish.document import Figure
from purbeck.publish.wording.difference import in_sentence
from purbeck.publish.wording.figures import clipped, figure
from purbeck.publish.wording.verdicts import POLARITY_MEANING
from purbeck.scorecard.difference import ActionDifference, BesideGroup

BEGAN = "action began"


def forecast_figure(assessment: Assessment, found: ActionDifference) -> Figure | None:
    """Draw the figures since an action against the forecast; None where none has come since."""
    forecast, measure = found.forecast, assessment.measure
    if forecast is None or all(step.outturn is None for step in forecast.steps):
        return None
    points = [
        SincePoint(label=period.label, own=_drawn(value, measure))
        for period, value in forecast.rests_on
    ]
    points += [
        SincePoint(
            label=step.period.label,
            own=_drawn(step.figure, measure),
            expected=_drawn(step.expected, measure),
            lower=_drawn(step.lower, measure),
            upper=_drawn(step.upper, measure),
        )
        for step in forecast.steps
    ]
    begins = next(s.period for s in forecast.steps if s.period.last_day >= forecast.on)
    series = SinceSeries(
        anchor=f"forecast-of-{found.action.id}",
        title=f"{measure.name}: against the forecast",
        area=assessment.area_name,
        points=tuple(points),
        begins=begins.label,
        expected_name="as before",
        lower_name="lower end of 95%",
        upper_name="upper end of 95%",
        unit_symbol=measure.unit.symbol,
        decimals=measure.decimals,
        better=POLARITY_MEANING[measure.polarity],
        began=BEGAN,
    )
    kept = "frozen when" if forecast.frozen else "from the figures before"
    caption = f"{measure.name} against the forecast {kept} the action began"
    return Figure(since_chart(series), caption)


def mixture_figure(
    assessment: Assessment, found: ActionDifference, beside: BesideGroup
) -> Figure | None:
    """Draw the area beside its mixture; None where there is none, or no period since."""
    measure, points = assessment.measure, beside.points
    since = [point.period for point in points if point.since]
    if not since or all(point.mixture is None for point in points):
        return None
    series = SinceSeries(
        anchor=f"mixture-of-{found.action.id}",
        title=f"{measure.name}: beside a mixture of {in_sentence(beside.group.name)}",
        area=assessment.area_name,
        points=tuple(
            SincePoint(
                label=point.period.label,
                own=_drawn(point.own, measure),
                expected=_drawn(point.mixture, measure),
                lower=_drawn(point.lower, measure),
                upper=_drawn(point.upper, measure),
            )
            for point in points
        ),
        begins=since[0].label,
        expected_name="mixture",
        lower_name="least placebo gap",
        upper_name="greatest placebo gap",
        unit_symbol=measure.unit.symbol,
        decimals=measure.decimals,
        better=POLARITY_MEANING[measure.polarity],
        began=BEGAN,
    )
    caption = f"{measure.name} beside a mixture of {in_sentence(beside.group.name)}"
    return Figure(since_chart(series), caption)


def _drawn(value: float | None, measure: Measure) -> tuple[float, str] | None:
    if value is None:
        return None
    held = clipped(value, measure)
    return held, figure(held, measure)
