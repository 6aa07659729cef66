"""The small pieces of the sample report: signs, charts, cards and measure panels."""

from __future__ import annotations

from purbeck.publish.charts.chart import Chart, ChartTable
from purbeck.publish.document import (
    Badge,
    Card,
    Figure,
    FigureSize,
    Mark,
    MeasurePanel,
    plain,
)
from purbeck.publish.theme import LIGHT

PERIODS = ("2012-13", "2013-14", "2014-15", "2015-16", "2016-17")
WORDS = {
    Mark.GREEN: "On track",
    Mark.AMBER: "Some concern",
    Mark.RED: "Not on track",
    Mark.NO_DATA: "No data",
    Mark.HIGH: "High",
    Mark.MEDIUM: "Medium",
    Mark.LOW: "Low",
    Mark.IMPROVING: "Improving",
    Mark.UNCHANGED: "Unchanged",
    Mark.WORSENING: "Worsening",
    Mark.NOT_STATED: "Not stated",
}
MEASURES = (
    ("Total primary absence", Mark.UNCHANGED, (4.4, 4.2, 4.1, 4.0, 4.0)),
    ("Total secondary absence", Mark.WORSENING, (5.6, 5.5, 5.3, 5.4, 5.7)),
    ("Looked after children: overall absence", Mark.IMPROVING, (4.6, 4.4, 4.2, 4.0, 3.8)),
    ("Persistent absentees", Mark.NOT_STATED, ()),
)


def badge(mark: Mark) -> Badge:
    """Give a mark with its usual word."""
    return Badge(mark, WORDS[mark])


def chart(anchor: str, title: str, values: tuple[float, ...], width: int, height: int) -> Chart:
    """Draw values over the periods as one line, with alt text and table of the same values."""
    rows = tuple((period, f"{value:.1f}%") for period, value in zip(PERIODS, values, strict=False))
    points = [{"period": p, "value": v} for p, v in zip(PERIODS, values, strict=False)]
    said = "; ".join(f"{period} {value}" for period, value in rows)
    specification = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": LIGHT.paper,
        "config": {"font": "Inter", "view": {"stroke": None}},
        "data": {"values": points},
        "mark": {"type": "line", "point": True, "color": LIGHT.local},
        "encoding": {
            "x": {
                "field": "period",
                "type": "ordinal",
                "axis": {"title": None, "labelAngle": 0, "labels": width > 200},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"zero": False},
                "axis": {"title": None, "tickCount": 3, "gridColor": LIGHT.rule},
            },
        },
    }
    alt = f"Line chart. {title}, Dorset: {said}. Latest value {rows[-1][1]} in {rows[-1][0]}."
    return Chart(
        anchor, title, specification, alt, ChartTable(("Period", "Dorset"), rows), width, height
    )


def value_cards(values: tuple[float, ...], mark: Mark) -> tuple[Card, ...]:
    """Give the latest value, the one before, and the trend, or say that there are none."""
    if not values:
        return (
            Card("Latest", "No data", "", None, "The return for 2016-17 was not collected."),
            Card("Trend", "", "", badge(mark), "Cannot be assessed without two values."),
        )
    change = f"{values[-1] - values[-2]:+.1f} points"
    return (
        Card("Latest", f"{values[-1]:.1f}%", PERIODS[-1], None, "Provisional"),
        Card("Previous", f"{values[-2]:.1f}%", PERIODS[-2]),
        Card("Trend", change.replace("-", "−"), "since 2015-16", badge(mark)),
    )


def comparator_cards() -> tuple[Card, ...]:
    """Give three comparators, one of which is older than the local figure."""
    return (
        Card("Statistical neighbours", "95.3%", "2016-17", badge(Mark.AMBER), "Similar"),
        Card("South West", "94.9%", "2016-17", badge(Mark.GREEN), "Better"),
        Card(
            "England",
            "95.4%",
            "2014-15",
            badge(Mark.RED),
            "Worse. This figure is two years older than the local figure beside it.",
        ),
    )


def measure_panel(number: str, position: int, suffix: str) -> MeasurePanel:
    """Give a panel of a measure: with a chart, or without one where there is no data."""
    title, mark, values = MEASURES[position % len(MEASURES)]
    anchor = f"measure-{number}-{position + 1}"
    figure = None
    if values:
        small = chart(f"chart-{anchor}", title, values, 150, 64)
        figure = Figure(small, "", FigureSize.SMALL)
    words = "The change is within what chance would give." if values else "Nothing was returned."
    return MeasurePanel(
        title=f"{title}{suffix}",
        anchor=anchor,
        subtitle=f"Measure {number}.{position + 1} · Lower is better · Sally Longman",
        badge=badge(mark),
        cards=value_cards(values, mark)[:2],
        text=plain(words),
        figure=figure,
        notes=(plain("Source: school census, spring term."),) if position % 2 else (),
    )
