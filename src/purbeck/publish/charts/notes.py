"""What is written into a trend chart: labels, reasons for gaps, breaks, signs explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from purbeck.publish.charts.annotation import (
    REGULAR,
    SEMI_BOLD,
    Written,
    cross_layer,
    rule_layer,
    rule_row,
    text_layer,
    text_row,
)
from purbeck.publish.charts.layout import (
    CROSS_ROOM,
    EndLabel,
    Frame,
    absences,
    figure_text,
    heading_text,
    valued,
)
from purbeck.publish.charts.lettering import text_width
from purbeck.publish.charts.lines import UNSETTLED, colour, paths, telling
from purbeck.publish.charts.placement import LINE_HEIGHT, Box, Wish, spread, stand
from purbeck.publish.charts.series import TrendSeries
from purbeck.publish.theme import LIGHT

_NUDGE = 2.5
"""How far a label may stand from the height of its line without a leader to it, in points."""


def note_layers(
    series: TrendSeries, plot: Frame, labels: Sequence[EndLabel]
) -> Iterator[dict[str, Any]]:
    """Write the notes of a chart, as layers whose places are points of the plot."""
    written, leaders = _gutter(series, plot, labels)
    reasons = list(_reasons(series, plot))
    written += _heading(series, plot)
    size, quiet = plot.measures.note, LIGHT.quiet_ink
    written += [text_row(words, *box.middle, size, quiet) for words, box in reasons]
    written += _figures(series, plot, [box for _, box in reasons])
    breaks = list(_breaks(series, plot))
    written += [text for _, text in breaks]
    rules = [rule for rule, _ in breaks] + leaders
    if rules:
        yield rule_layer(rules)
    crosses = [
        {"x": plot.column(point.label), "y": plot.height - 5.0}
        for point in series.local.points
        if point.value is None
    ]
    if crosses:
        yield cross_layer(crosses)
    yield text_layer(written, plot.measures.label)


def _gutter(
    series: TrendSeries, plot: Frame, labels: Sequence[EndLabel]
) -> tuple[list[Written], list[Written]]:
    """Write the labels at the right, apart from one another, with leaders where they moved."""
    size = plot.measures.label
    wanted = [plot.row(label.point.value or 0.0) for label in labels]
    heights = [len(label.rows) * size * LINE_HEIGHT for label in labels]
    middles = spread(wanted, heights, -size / 2, plot.height + size / 2)
    written, leaders = [], []
    for label, want, middle in zip(labels, wanted, middles, strict=True):
        first = middle - (len(label.rows) - 1) * size * LINE_HEIGHT / 2
        weight = SEMI_BOLD if label.line.role == "local" else REGULAR
        ink = colour(series, label.line)
        written.append(
            text_row(
                "\n".join(label.rows), plot.gutter, first, size, ink, weight=weight, align="left"
            )
        )
        if abs(want - middle) > _NUDGE or not label.current:
            start = plot.column(label.point.label) + 4.0
            leaders.append(rule_row(start, want, plot.gutter - 2.0, middle, ink, 0.5))
    return written, leaders


def _figures(series: TrendSeries, plot: Frame, taken: Sequence[Box]) -> Iterator[Written]:
    """Write the first, the highest and the lowest figure of the local line beside their points.

    The latest stands at the right already. A figure is not written twice.
    """
    points = valued(series.local, series.axis_labels)
    if len(points) < 2:
        return
    size, ink = plot.measures.label, LIGHT.local
    if not plot.measures.heading:
        text = figure_text(points[0].text, series.unit_symbol)
        place = plot.column(points[0].label) - 5.0, plot.row(points[0].value or 0.0)
        yield text_row(text, *place, size, ink, align="right")
        return
    wishes = [
        Wish(
            (plot.column(point.label), plot.row(point.value or 0.0)),
            figure_text(point.text, series.unit_symbol),
            above,
        )
        for point, above in telling(points)
    ]
    bounds = Box(0.0, 0.0, plot.width, plot.height - 1.0)
    for label in stand(wishes, size, paths(series, plot), bounds, taken):
        yield text_row(label.text, *label.box.middle, size, ink)


def _reasons(series: TrendSeries, plot: Frame) -> Iterator[tuple[str, Box]]:
    """Find a place above the crosses for each reason; a second row where two would touch.

    A third in the way is left out: alt text and table have them all.
    """
    size = plot.measures.note
    ends = [0.0, 0.0]
    for words, labels in absences(series):
        half = text_width(words, size) / 2
        middle = (plot.column(labels[0]) + plot.column(labels[-1])) / 2
        middle = max(min(middle, plot.width - half), half)
        free = [row for row, end in enumerate(ends) if middle - half >= end]
        if free:
            bottom = plot.height - CROSS_ROOM - free[0] * size
            yield words, Box(middle - half, bottom - size, middle + half, bottom)
            ends[free[0]] = middle + half + 4.0


def _breaks(series: TrendSeries, plot: Frame) -> Iterator[tuple[Written, Written]]:
    """Draw an upright rule between the periods that a break sets apart, with the word."""
    for label in series.break_before:
        index = plot.labels.index(label)
        if index:
            x = (plot.columns[index - 1] + plot.columns[index]) / 2
            note = plot.measures.note
            yield (
                rule_row(x, 0.0, x, plot.height, LIGHT.quiet_ink, 0.6),
                text_row("break", x, -note / 2 - 1.5, note, LIGHT.quiet_ink),
            )


def _heading(series: TrendSeries, plot: Frame) -> Iterator[Written]:
    """State the unit, which way is better, and what a hollow point means, above the plot."""
    if not plot.measures.heading:
        return
    remarks = [
        point.remark for line in series.lines for point in line.points if point.value is not None
    ]
    hollow = [remark for remark in UNSETTLED if remark in remarks]
    heading = heading_text(series)
    y = plot.measures.note / 2 - plot.top + 1.0
    size, ink = plot.measures.note, LIGHT.quiet_ink
    if heading:
        yield text_row(heading, -plot.left, y, size, ink, align="left")
    if hollow:
        sign = "\u25cb " + " or ".join(hollow)
        yield text_row(sign, plot.measures.width - plot.left, y, size, ink, align="right")
