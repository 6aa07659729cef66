"""The trend chart: one area over time, beside what it is held against.

The chart is a Vega-Lite specification built as the data that it is. Scales, lines and points
are the grammar's own; labels and signs stand at places found beforehand, so that none runs
into another. Its alt text and its table are made from the same points.
"""

from __future__ import annotations

from typing import Any

from purbeck.model.errors import UsageError
from purbeck.publish.charts.alternatives import alt_text, chart_table
from purbeck.publish.charts.annotation import grid_layers
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.layout import Frame, end_labels, frame, tick_texts, valued
from purbeck.publish.charts.lines import line_layers
from purbeck.publish.charts.notes import note_layers
from purbeck.publish.charts.scale import fitting_labels, tick_decimals
from purbeck.publish.charts.series import TrendSeries
from purbeck.publish.charts.vega_theme import CONFIG, MEASURES, SCHEMA


def trend_chart(series: TrendSeries) -> Chart:
    """Make the trend chart of a series.

    One point is drawn as a dot with its label. Lines stop at a period without a figure and at
    a break, and are never drawn across either. The value axis does not start at zero unless
    the values do.

    Raises
    ------
    UsageError
        When no line has a value: there is nothing to draw, and the text must say so instead.
    """
    if not any(valued(line, series.axis_labels) for line in series.lines):
        raise UsageError(f"No line of {series.title} has a value, so it has no chart.")
    labels = end_labels(series)
    plot = frame(series, labels)
    layers = [
        *grid_layers(plot),
        *line_layers(series, plot),
        *note_layers(series, plot, labels),
    ]
    alt = alt_text(series)
    measures = MEASURES[series.size]
    return Chart(
        anchor=series.anchor,
        title=series.title,
        specification=specification(series, plot, layers, alt),
        alt=alt,
        table=chart_table(series),
        width=measures.width,
        height=measures.height,
        series=series,
    )


def specification(
    series: TrendSeries, plot: Frame, layers: list[dict[str, Any]], alt: str
) -> dict[str, Any]:
    """Give the whole specification of a chart from its layers, whose scales are the frame's."""
    return {
        "$schema": SCHEMA,
        "description": alt,
        "width": plot.width,
        "height": plot.height,
        "autosize": {"type": "none"},
        "padding": {
            "left": plot.left,
            "top": plot.top,
            "right": plot.right,
            "bottom": plot.bottom,
        },
        "config": CONFIG,
        "encoding": {"x": _periods(plot), "y": _values(series, plot)},
        "layer": layers,
    }


def _periods(plot: Frame) -> dict[str, Any]:
    note = plot.measures.note
    shown = fitting_labels(plot.labels, plot.columns, note)
    if not plot.measures.heading:
        shown = shown if len(shown) == len(plot.labels) <= 2 else _ends(plot)
    return {
        "field": "period",
        "type": "ordinal",
        "scale": {
            "type": "point",
            "domain": list(plot.labels),
            "range": [plot.columns[0], plot.columns[-1]],
            "padding": 0,
        },
        "axis": {
            "values": list(shown),
            "labelAngle": 0,
            "labelOverlap": False,
            "labelFontSize": note,
            "labelPadding": 7 if plot.measures.heading else 5,
            "grid": False,
            "domain": False,
            "ticks": False,
        },
    }


def _ends(plot: Frame) -> tuple[str, ...]:
    ends = (plot.labels[0], plot.labels[-1])
    places = (plot.columns[0], plot.columns[-1])
    return tuple(dict.fromkeys(fitting_labels(ends, places, plot.measures.note)))


def _values(series: TrendSeries, plot: Frame) -> dict[str, Any]:
    axis: dict[str, Any] | None = None
    if plot.ticks:
        places = tick_decimals(plot.ticks)
        suffix = tick_texts(plot.ticks[:1], series.unit_symbol)[0][-1:]
        symbol = "" if suffix.isdigit() else suffix
        axis = {
            "values": list(plot.ticks),
            "format": f",.{places}f",
            "labelExpr": f"datum.label + '{symbol}'" if symbol else "datum.label",
            "labelFontSize": plot.measures.note,
            "labelPadding": 5,
            "domain": False,
            "ticks": False,
            "grid": False,
        }
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [plot.axis.low, plot.axis.high], "nice": False, "zero": False},
        "axis": axis,
    }
