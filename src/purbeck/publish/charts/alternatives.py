"""What a chart says without being seen: alt text and a table, each with every value."""

from __future__ import annotations

from purbeck.publish.charts.chart import ChartTable
from purbeck.publish.charts.series import NO_FIGURE, ChartLine, ChartPoint, TrendSeries


def alt_text(series: TrendSeries) -> str:
    """Put a trend chart into words: every line, and of each every value in order.

    A line whose figures are all alike is said once, with its first and last period. Periods
    for which a line has no point are passed over; a point without a value says so.

    Examples
    --------
    >>> line = ChartLine("Dorset", (ChartPoint("2015-16", 95.4, "95.4%"),))
    >>> alt_text(TrendSeries(anchor="a", title="Attendance", unit_symbol="%", lines=(line,),
    ...     axis_labels=("2015-16",), size="full", decimals=1, better="higher is better"))
    'Line chart. Attendance, Dorset: 2015-16 95.4%. Higher is better.'
    """
    first = f"{series.title}, {series.local.label}: {in_words(series.local, series)}"
    others = [
        f"{line.label}: {in_words(line, series)}"
        for line in series.lines
        if line.role != "local" and line.points
    ]
    notes = [f"The series breaks before {label}" for label in series.break_before]
    if series.better:
        notes.append(series.better[0].upper() + series.better[1:])
    return " ".join(f"{part.rstrip('.')}." for part in ("Line chart", first, *others, *notes))


def chart_table(series: TrendSeries) -> ChartTable:
    """Put a trend chart into rows: one a period of the axis, with a column a line."""
    lines = (series.local, *(line for line in series.lines if line.role != "local"))
    rows = tuple(
        (label, *(_cell(line.at(label)) for line in lines)) for label in series.axis_labels
    )
    return ChartTable(headings=("Period", *(line.label for line in lines)), rows=rows)


def _cell(point: ChartPoint | None) -> str:
    return NO_FIGURE if point is None else point.words


def in_words(line: ChartLine, series: TrendSeries) -> str:
    """Give every value of a line in order; those that are all alike once."""
    points = [point for label in series.axis_labels if (point := line.at(label))]
    words = {point.words for point in points}
    if len(points) > 2 and len(words) == 1:
        return f"{words.pop()} in each period from {points[0].label} to {points[-1].label}"
    return ", ".join(f"{point.label} {point.words}" for point in points) or NO_FIGURE
