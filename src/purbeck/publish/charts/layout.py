"""The frame of a trend chart: its plot, where each period and value stands, its edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import ceil, inf

from purbeck.publish.charts.lettering import text_width, wrapped
from purbeck.publish.charts.placement import LINE_HEIGHT
from purbeck.publish.charts.scale import Reach, Room, reach, tick_decimals, ticks
from purbeck.publish.charts.series import NO_FIGURE, ChartLine, ChartPoint, TrendSeries
from purbeck.publish.charts.vega_theme import MEASURES, Measures

CROSS_ROOM = 9.0
"""The height of the strip in which crosses mark periods without a figure."""

OVERHANG = 4.0
"""How far the plot goes on past the last period."""

_NO_BREAK = "\u00a0"

GUTTER_GAP = 12.0
"""From the last period to the labels at the right; leaders run through it."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The label at the right of a line: its latest figure, and whose it is."""

    line: ChartLine
    point: ChartPoint
    rows: tuple[str, ...]
    current: bool
    """Whether the figure is of the last period of the axis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The plot of a chart within its picture; places are counted from the plot's top left."""

    measures: Measures
    labels: tuple[str, ...]
    axis: Reach
    ticks: tuple[float, ...]
    left: int
    top: int
    width: int
    height: int
    start: float
    end: float
    """From the left edge of the plot to the first and to the last period."""

    @property
    def columns(self) -> tuple[float, ...]:
        """Where each period of the axis stands."""
        return _columns(self.start, self.end, len(self.labels))

    @property
    def gutter(self) -> float:
        """Where the labels at the right begin."""
        return self.columns[-1] + GUTTER_GAP

    @property
    def right(self) -> int:
        """From the plot to the right edge of the picture."""
        return self.measures.width - self.left - self.width

    @property
    def bottom(self) -> int:
        """From the plot to the bottom edge of the picture."""
        return self.measures.height - self.top - self.height

    def column(self, label: str) -> float:
        """Where a period stands."""
        return self.columns[self.labels.index(label)]

    def row(self, value: float) -> float:
        """Where a value stands."""
        return round(self.axis.place(value, self.height), 3)


@lru_cache(maxsize=512)
def _columns(start: float, end: float, count: int) -> tuple[float, ...]:
    """Give the places of so many periods; asked for many times while one chart is laid out."""
    if count == 1:
        return (end,)
    step = (end - start) / (count - 1)
    return tuple(round(start + step * n, 3) for n in range(count))


def valued(line: ChartLine, labels: Sequence[str]) -> tuple[ChartPoint, ...]:
    """The points of a line that have a value, in the order of the axis."""
    points = (line.at(label) for label in labels)
    return tuple(point for point in points if point is not None and point.value is not None)


def figure_text(text: str, unit_symbol: str) -> str:
    """Leave off a unit that is a word, which the heading of the chart states once.

    Examples
    --------
    >>> figure_text("5,776 days", " days"), figure_text("95.1%", "%")
    ('5,776', '95.1%')
    """
    if not unit_symbol.startswith(" "):
        return text
    # Figures are set so that no line ends between a number and its unit.
    return text.removesuffix(unit_symbol).removesuffix(unit_symbol.replace(" ", _NO_BREAK))


def end_labels(series: TrendSeries) -> tuple[EndLabel, ...]:
    """Word the label of each line that has a value: figure, name, and period where it is older.

    The only line of a small chart goes without its name. Names wrap, or are cut, so that all
    labels together fit the height.
    """
    measures = MEASURES[series.size]
    for most_rows in range(measures.label_lines, 0, -1):
        labels = tuple(
            _end_label(series, line, most_rows)
            for line in series.lines
            if valued(line, series.axis_labels)
        )
        height = sum(len(label.rows) for label in labels) * measures.label * LINE_HEIGHT
        if height <= measures.height - 1.5 * measures.note:
            break
    return labels


def _end_label(series: TrendSeries, line: ChartLine, most_rows: int) -> EndLabel:
    measures = MEASURES[series.size]
    point = valued(line, series.axis_labels)[-1]
    current = point.label == series.axis_labels[-1]
    named = len(series.lines) > 1 or measures.heading
    words = [figure_text(point.text, series.unit_symbol) if named else point.text]
    if named:
        words.append(line.label)
    if not current:
        words.append(f"in {point.label}")
    rows = wrapped(" ".join(words), measures.label, measures.gutter, most_rows)
    return EndLabel(line, point, rows, current)


def frame(series: TrendSeries, gutter_labels: Sequence[EndLabel]) -> Frame:
    """Lay out the plot so that every label around it has its room."""
    measures = MEASURES[series.size]
    top = _top(series)
    height = measures.height - top - ceil(measures.note * 1.5) - 5
    values = [
        point.value for line in series.lines for point in line.points if point.value is not None
    ]
    axis = reach([*values, *series.reaching], series.decimals, _room(series, height))
    marks = _marks(series, axis, values)
    left = ceil(_left(series, marks))
    start = measures.inset if marks else 2.0
    widest = max(text_width(row, measures.label) for label in gutter_labels for row in label.rows)
    end = measures.width - left - ceil(widest) - GUTTER_GAP - 2.0
    return Frame(
        measures=measures,
        labels=series.axis_labels,
        axis=axis,
        ticks=marks,
        left=left,
        top=top,
        width=int(end + OVERHANG),
        height=height,
        start=start,
        end=end,
    )


def heading_text(series: TrendSeries) -> str:
    """Word what stands above a plot: the unit where it is a word, and which way is better."""
    unit = series.unit_symbol.strip() if series.unit_symbol.startswith(" ") else ""
    better = f"{series.better[:1].lower()}{series.better[1:]}"
    heading = ", ".join(word for word in (unit, better) if word)
    return f"{heading[:1].upper()}{heading[1:]}"


def tick_texts(marks: Sequence[float], unit_symbol: str) -> tuple[str, ...]:
    """Write the ticks of the value axis as they are drawn: thousands apart, a real minus.

    Examples
    --------
    >>> tick_texts((-1000.0, 0.0, 1000.0), "%")
    ('−1,000%', '0%', '1,000%')
    """
    places = tick_decimals(marks)
    suffix = "" if unit_symbol.startswith(" ") else unit_symbol
    return tuple(f"{mark:,.{places}f}{suffix}".replace("-", "\u2212") for mark in marks)


def _marks(series: TrendSeries, axis: Reach, values: Sequence[float]) -> tuple[float, ...]:
    """The ticks, which say nothing below zero or above 100% where no figure is."""
    measures = MEASURES[series.size]
    if not measures.heading:
        return ()
    whole = series.unit_symbol == "%" and max(values) <= 100.0
    possible = Reach(0.0 if min(values) >= 0.0 else -inf, 100.0 if whole else inf)
    return ticks(axis, 10.0**-series.decimals, measures.most_ticks, possible)


def _top(series: TrendSeries) -> int:
    measures = MEASURES[series.size]
    breaks = any(label in series.axis_labels[1:] for label in series.break_before)
    lines_above = measures.heading + breaks
    return ceil(lines_above * (measures.note + 3.5) + 0.5 * measures.note)


def _room(series: TrendSeries, height: float) -> Room:
    """Keep the height of a label free above and below the values, and a strip for reasons."""
    measures = MEASURES[series.size]
    beside = measures.label + 7.0 if measures.heading else measures.dot**0.5 / 2 + 1.0
    rows = min(len(absences(series)), 2)
    if not rows:
        return Room(height, beside, beside)
    return Room(height, beside, CROSS_ROOM + (rows + 0.75) * measures.note, strip=True)


def absences(series: TrendSeries) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Why the local line has no figure, with the periods in a row of which that is true.

    Periods for which the line has no point at all are not among them: nothing was said of them.
    """

    def reason(label: str) -> str | None:
        point = series.local.at(label)
        return None if point is None or point.value is not None else point.remark or NO_FIGURE

    groups = groupby(series.axis_labels, key=reason)
    return tuple((words, tuple(labels)) for words, labels in groups if words is not None)


def _left(series: TrendSeries, marks: Sequence[float]) -> float:
    measures = MEASURES[series.size]
    half_period = text_width(series.axis_labels[0], measures.note) / 2
    if marks:
        texts = tick_texts(marks, series.unit_symbol)
        widest = max(text_width(text, measures.note) for text in texts)
        return max(widest + 6.0, half_period - measures.inset)
    return max(text_width(first_text(series), measures.label) + 6.0, half_period)


def first_text(series: TrendSeries) -> str:
    """The first figure of the local line as its label has it; nothing where there is but one."""
    points = valued(series.local, series.axis_labels)
    return figure_text(points[0].text, series.unit_symbol) if len(points) > 1 else ""
