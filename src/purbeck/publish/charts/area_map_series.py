"""What a map of areas is made from: a shape or a tile for each, with its sign and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from purbeck.publish.charts.chart import ChartTable

Sign = Literal["best", "better", "similar", "worse", "worst", "higher", "lower", "unknown"]
"""How an area is drawn: each sign has a filling and a letter of its own."""

Rings = tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapArea:
    """One area on the map.

    Attributes
    ----------
    letter
        What stands on it; empty for the sign that most areas have.
    tile
        The column and the row of its tile, or else
    rings
        its outline as longitudes and latitudes.
    own
        Whether it is the area that the report is about, which has a firmer edge.
    """

    name: str
    sign: Sign
    letter: str
    value: str
    says: str
    tile: tuple[int, int] | None = None
    rings: Rings = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMapSeries:
    """Everything that a map shows.

    Attributes
    ----------
    legend
        Each sign that is met, with its letter and its words, in the order from best to worst.
    left_out
        What is said of the areas that the map cannot show; empty where there is none.
    named
        The areas that the alternative text names; of the others it says how many there are.
    """

    anchor: str
    title: str
    period: str
    areas: tuple[MapArea, ...]
    legend: tuple[tuple[Sign, str, str], ...]
    named: tuple[MapArea, ...]
    left_out: str = ""


def map_alt(series: AreaMapSeries) -> str:
    """Put a map into words: how many areas have each sign, and which those are that stand out."""
    counts = {sign: sum(area.sign == sign for area in series.areas) for sign, _, _ in series.legend}
    parts = "; ".join(f"{counts[sign]} {words.lower()}" for sign, _, words in series.legend)
    named = "; ".join(f"{area.name} {area.value}, {area.says}" for area in series.named)
    said = [f"Map of {series.title}, {series.period}: {parts}", named, series.left_out]
    return " ".join(f"{each.rstrip('.')}." for each in said if each)


def map_table(series: AreaMapSeries) -> ChartTable:
    """Put a map into rows, one an area."""
    rows = tuple((area.name, area.value, area.says) for area in series.areas)
    return ChartTable(headings=("Area", f"Value, {series.period}", "What it says"), rows=rows)
