"""What the charts of groups are made from, and what they say in words and as tables."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.publish.charts.chart import ChartTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A figure with its interval, as numbers and as a reader sees them.

    Attributes
    ----------
    label
        The group, or the period, that it is of.
    value
        None where there is none; ``text`` then says why.
    between
        The interval in words; empty where there is none.
    """

    label: str
    value: float | None
    text: str
    lower: float | None = None
    upper: float | None = None
    between: str = ""

    @property
    def words(self) -> str:
        """The figure with its interval in words."""
        return f"{self.text} ({self.between})" if self.between else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsSeries:
    """Groups with their figures of one period, and that of everybody.

    Attributes
    ----------
    reference
        The label of the group that the others are held against; empty for everybody.
    places
        For ordered groups, where each stands among the people, from 0 to 1; else empty.
    line
        The ends of the fitted gradient at 0 and at 1; None where there is none.
    """

    anchor: str
    title: str
    period: str
    unit_symbol: str
    decimals: int
    spots: tuple[Spot, ...]
    total: Spot | None
    reference: str = ""
    better: str = ""
    places: tuple[float, ...] = ()
    line: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSeries:
    """A gap over periods, with its interval.

    Attributes
    ----------
    axis_labels
        Every period of the axis, in order; those of the spots among them.
    break_before
        Periods before which gaps are not comparable with later ones.
    """

    anchor: str
    title: str
    beside: str
    unit: str
    decimals: int
    spots: tuple[Spot, ...]
    axis_labels: tuple[str, ...]
    break_before: tuple[str, ...] = ()


def groups_alt(series: GroupsSeries, kind: str) -> str:
    """Put groups into words: every figure with its interval, and everybody's."""
    each = "; ".join(f"{spot.label} {spot.words}" for spot in series.spots)
    parts = [
        kind,
        f"{series.title}, {series.period}: {each}",
        *([f"Everybody: {series.total.words}"] if series.total else []),
        *([f"Held against {series.reference}"] if series.reference else []),
        *([series.better] if series.better else []),
    ]
    return " ".join(f"{part.rstrip('.')}." for part in parts)


def groups_table(series: GroupsSeries) -> ChartTable:
    """Put groups into rows, everybody last."""
    spots = [*series.spots, *([series.total] if series.total else [])]
    return ChartTable(
        ("Group", f"Figure, {series.period}", "95% interval"),
        tuple((spot.label, spot.text, spot.between or "not known") for spot in spots),
    )


def gap_alt(series: GapSeries) -> str:
    """Put a gap over time into words."""
    each = "; ".join(f"{spot.label} {spot.words}" for spot in series.spots)
    breaks = "".join(f" A new series begins in {label}." for label in series.break_before)
    what = f"{series.title}, {series.beside}, in {series.unit}"
    return f"Line of a gap over time. {what}: {each}.{breaks}"


def gap_table(series: GapSeries) -> ChartTable:
    """Put a gap over time into rows, one a period."""
    return ChartTable(
        ("Period", f"Gap, {series.unit}", "95% interval"),
        tuple((spot.label, spot.text, spot.between or "not known") for spot in series.spots),
    )
