"""A chart as a value: what to draw, what it says in words, and its figures as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from purbeck.publish.charts.series import TrendSeries


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The figures of a chart: a heading a column, and rows of text as a reader sees them."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A Vega-Lite specification with its alternatives, made from the same figures.

    Attributes
    ----------
    anchor
        Unique within a document.
    specification
        Vega-Lite as a JSON-like mapping, under the house theme, with its data inline.
    alt
        What the chart shows, in words that carry every value.
    table
        The same values as rows.
    width, height
        The size in points at which it is drawn.
    narrow
        The same chart drawn for the width of a telephone; None where it fits as it is.
    series
        The points that it was made from, for a form of the report whose program draws charts
        itself; None where the chart is of another kind than a trend.
    """

    anchor: str
    title: str
    specification: Mapping[str, Any]
    alt: str
    table: ChartTable
    width: int
    height: int
    narrow: Chart | None = None
    series: TrendSeries | None = None
