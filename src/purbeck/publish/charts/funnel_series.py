"""What a funnel plot is made from: areas by denominator and value, an average and limits."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.publish.charts.chart import ChartTable
from purbeck.publish.charts.series import Size

Told = tuple[float, str]
"""A number, and its text as a reader sees it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelMark:
    """One area of a funnel plot.

    Attributes
    ----------
    inner, outer
        The lower and the upper limit, of 95% and of 99.8%, at the area's own denominator.
    says
        Where the area lies, in words.
    """

    area: str
    denominator: Told
    value: Told
    inner: tuple[Told, Told]
    outer: tuple[Told, Told]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelCurve:
    """The limits at one denominator: lower and upper, of 95% and of 99.8%."""

    denominator: float
    inner: tuple[float, float]
    outer: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelSeries:
    """Everything that a funnel plot shows.

    Attributes
    ----------
    own
        The area that the plot is about.
    others, group
        The other areas, and what they are together.
    curve
        In the order of denominators, those of the areas among them.
    widened
        Whether the limits allow for the spread between areas.
    """

    anchor: str
    title: str
    period: str
    unit_symbol: str
    own: FunnelMark
    others: tuple[FunnelMark, ...]
    group: str
    average: Told
    curve: tuple[FunnelCurve, ...]
    widened: bool
    decimals: int
    better: str = ""
    size: Size = "half"

    @property
    def marks(self) -> tuple[FunnelMark, ...]:
        """Every area: the one that the plot is about first."""
        return (self.own, *self.others)


def funnel_alt(series: FunnelSeries) -> str:
    """Put a funnel plot into words: every area's value and denominator, the average, the limits."""
    areas = "; ".join(
        f"{mark.area} {mark.value[1]} of {mark.denominator[1]}, {mark.says}"
        for mark in series.marks
    )
    own = series.own
    parts = [
        "Funnel plot",
        f"{series.title}, {series.period}: {areas}",
        f"Average of all areas together {series.average[1]}",
        f"At the denominator of {own.area}: 95% limits {_both(own.inner)}, "
        f"99.8% limits {_both(own.outer)}",
        *(["Limits allow for the spread between the areas"] if series.widened else []),
        *([series.better[0].upper() + series.better[1:]] if series.better else []),
    ]
    return " ".join(f"{part.rstrip('.')}." for part in parts)


def _both(limits: tuple[Told, Told]) -> str:
    return f"{limits[0][1]} and {limits[1][1]}"


def funnel_table(series: FunnelSeries) -> ChartTable:
    """Put a funnel plot into rows, one an area, the one that it is about first."""
    return ChartTable(
        headings=(
            "Area",
            "Denominator",
            f"Value, {series.period}",
            "95% limits",
            "99.8% limits",
            "What it says",
        ),
        rows=tuple(
            (
                mark.area,
                mark.denominator[1],
                mark.value[1],
                f"{mark.inner[0][1]} to {mark.inner[1][1]}",
                f"{mark.outer[0][1]} to {mark.outer[1][1]}",
                mark.says,
            )
            for mark in series.marks
        ),
    )
