"""The frame of a funnel plot: how far its axes reach, its ticks, and what is named beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf

from purbeck.publish.charts.funnel_series import FunnelSeries
from purbeck.publish.charts.layout import figure_text, tick_texts
from purbeck.publish.charts.lettering import text_width, wrapped
from purbeck.publish.charts.scale import Reach, Room, reach, ticks
from purbeck.publish.charts.vega_theme import MEASURES, Measures

Place = tuple[float, float]
LimitName = tuple[float, tuple[str, ...]]
"""The value at which a name would stand, and its rows."""

GAP = 8.0
"""From the plot to the names of the limits."""
_ABOVE, _BELOW = 14.0, 7.0
"""What is kept free above and below the values, in points: above them a label may stand."""
_MOST_ACROSS = 4
"""Ticks of the axis of denominators, at the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPlot:
    """The plot within its picture; places are counted from the plot's top left."""

    measures: Measures
    across: Reach
    down: Reach
    across_ticks: tuple[float, ...]
    down_ticks: tuple[float, ...]
    left: int
    top: int
    width: int
    height: int

    def place(self, denominator: float, value: float) -> Place:
        """Where a denominator and a value stand."""
        return self.column(denominator), self.row(value)

    def column(self, denominator: float) -> float:
        """Where a denominator stands."""
        span = self.across.high - self.across.low
        return round((denominator - self.across.low) / span * self.width, 3)

    def row(self, value: float) -> float:
        """Where a value stands."""
        return round(self.down.place(value, self.height), 3)

    @property
    def heading(self) -> float:
        """Where the words above the plot stand."""
        return self.measures.note / 2 - self.top + 1.0


def limit_names(series: FunnelSeries) -> list[LimitName]:
    """Name the average, and each pair of limits once, where the two pairs lie furthest apart.

    The average is that of all areas taken together, and says so: the mean of their figures, which
    the report has elsewhere, is another number.
    """
    measures, last = MEASURES[series.size], series.curve[-1]
    average = figure_text(series.average[1], series.unit_symbol)
    apart = [abs(last.outer[end] - last.inner[end]) for end in (0, 1)]
    end = 1 if apart[1] >= apart[0] else 0
    named = [
        (last.outer[end], "99.8% limits"),
        (last.inner[end], "95% limits"),
        (series.average[0], f"{average} together"),
    ]
    return [(value, wrapped(words, measures.label, measures.gutter, 2)) for value, words in named]


def funnel_plot(series: FunnelSeries, rows: Sequence[str]) -> FunnelPlot:
    """Lay out the plot so that the rows named at its right have their room."""
    measures = MEASURES[series.size]
    note = measures.note
    top, foot = ceil(2 * note), ceil(1.5 * note) + 5 + ceil(1.3 * note)
    height = measures.height - top - foot
    down = reach(_heights(series), series.decimals, Room(height, _ABOVE, _BELOW))
    whole = series.unit_symbol == "%"
    possible = Reach(0.0 if min(_heights(series)) >= 0 else -inf, 100.0 if whole else inf)
    marks = ticks(down, 10.0**-series.decimals, measures.most_ticks, possible)
    across = _across(series.curve[0].denominator, series.curve[-1].denominator)
    left = ceil(max(text_width(text, note) for text in tick_texts(marks or (0.0,), "%")) + 6.0)
    gutter = ceil(max(text_width(row, measures.label) for row in rows)) + GAP + 2.0
    return FunnelPlot(
        measures=measures,
        across=across,
        down=down,
        across_ticks=ticks(across, 1.0, _MOST_ACROSS, Reach(0.0, inf)),
        down_ticks=marks,
        left=left,
        top=top,
        width=int(measures.width - left - gutter),
        height=height,
    )


def _heights(series: FunnelSeries) -> list[float]:
    """Every value that the plot must have room for."""
    limits = [end for at in series.curve for end in (*at.inner, *at.outer)]
    return [series.average[0], *limits, *(mark.value[0] for mark in series.marks)]


def _across(least: float, most: float) -> Reach:
    """Reach from nought, or from the smallest where none is small beside the largest."""
    return Reach(0.0 if least <= most / 2 else least, most)


def heading_of(series: FunnelSeries) -> str:
    """Word what stands above the plot: the unit where it is a word, and which way is better."""
    unit = series.unit_symbol.strip() if series.unit_symbol.startswith(" ") else ""
    words = ", ".join(word for word in (unit, series.better.lower()) if word)
    return f"{words[:1].upper()}{words[1:]}"
