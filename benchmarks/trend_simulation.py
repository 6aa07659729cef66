"""How often our trend verdict and the published one find a trend, where there is none or one.

python benchmarks/trend_simulation.py                            print the tables
python benchmarks/trend_simulation.py --write docs/assurance.md  and write page and picture

Seeded; under a minute on two cores. A series is a percentage that centres on 90%, moves by so
many points a year, varies from year to year by so many points beside that, and is counted among so
many people. Our verdict (``proportion_trend`` at 5%) has all of its years, the published one
(``recent_trend``, with Wilson's intervals) its last five, as each is made to.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from purbeck.methods.interval import wilson
from purbeck.methods.recent_trend import recent_trend
from purbeck.methods.trend import proportion_trend
from purbeck.publish.charts.chart import Chart, ChartTable
from purbeck.publish.charts.drawing import draw_svg
from purbeck.publish.charts.vega_theme import CONFIG, SCHEMA
from purbeck.publish.theme import LIGHT

SEED = 20180926
SERIES = 20_000
LEVEL = 0.90
DENOMINATORS = (500, 3_700, 20_000, 100_000)
POINTS = (5, 10)
SLOPES = (0.0, 0.25, 0.5, 1.0)
CARRIED = 0.5
PICTURE = Path(__file__).resolve().parents[1] / "docs" / "images" / "trend-simulation.svg"
MARKS = re.compile(r"(<!-- simulation -->).*?(<!-- /simulation -->)", re.S)
PUBLISHED, OURS = "published", "ours"
Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Variation:
    """What a percentage does beside its trend, in points; ``carried`` is kept from year to year."""

    name: str
    deviation: float = 0.0
    carried: float = 0.0


CHANCE = Variation("Chance in the counts alone")
ORDINARY = Variation("Chance, and 1 point from year to year", 1.0)
CARRIES = Variation("Chance, and 1 point, half of it carried over", 1.0, CARRIED)


@dataclass(frozen=True)
class Share:
    """The percentage of series in which each verdict finds a trend."""

    variation: Variation
    points: int
    denominator: int
    slope: float
    found: dict[str, float]


def drawn(variation: Variation, points: int, denominator: int, slope: float) -> Figures:
    """Draw the counts of many series."""
    key = [SEED, points, denominator, round(100 * slope), round(10 * variation.carried)]
    random = np.random.default_rng(key)
    shocks = random.standard_normal((SERIES, points))
    # Each year's departure has the same deviation, however much of it is carried over.
    departure = shocks.copy()
    for year in range(1, points):
        own = np.sqrt(1 - variation.carried**2) * shocks[:, year]
        departure[:, year] = variation.carried * departure[:, year - 1] + own
    years = np.arange(points) - (points - 1) / 2
    proportion = LEVEL + (slope * years + variation.deviation * departure) / 100
    return random.binomial(denominator, np.clip(proportion, 0.0, 1.0)).astype(np.float64)


def share(variation: Variation, points: int, denominator: int, slope: float) -> Share:
    """Count the series in which a trend is found: in any direction if there is none."""
    count = drawn(variation, points, denominator, slope)
    limits = wilson(count, denominator)
    directions = {
        PUBLISHED: recent_trend(
            count / denominator, count, denominator, limits.lower, limits.upper
        ).direction,
        OURS: proportion_trend(count, denominator).direction,
    }
    return Share(
        variation,
        points,
        denominator,
        slope,
        {
            name: 100 * float(((codes == 1) | ((codes == -1) & (slope == 0))).mean())
            for name, codes in directions.items()
        },
    )


def simulated() -> list[Share]:
    """Simulate every case: both kinds of variation with every slope, the third without one."""
    cases = [
        *product((CHANCE, ORDINARY), POINTS, DENOMINATORS, SLOPES),
        *product((CARRIES,), POINTS, DENOMINATORS, (0.0,)),
    ]
    return [share(*case) for case in cases]


def false_alarms(found: Iterable[Share]) -> Iterator[str]:
    """Write the table of trends found where there is none, as Markdown."""
    yield from _table(("What varies", "Years"), [one for one in found if one.slope == 0])


def power(found: Iterable[Share]) -> Iterator[str]:
    """Write the table of trends found where there is one, as Markdown."""
    there = sorted((one for one in found if one.slope), key=lambda one: one.variation is ORDINARY)
    yield from _table(("What varies", "Years", "Points a year"), there)


def _table(headings: Sequence[str], found: Sequence[Share]) -> Iterator[str]:
    columns = [f"{denominator:,}" for denominator in DENOMINATORS]
    yield "| " + " | ".join([*headings, *columns]) + " |"
    yield "| --- |" + " ---: |" * (len(headings) - 1 + len(columns))
    keys = dict.fromkeys((one.variation, one.points, one.slope) for one in found)
    for variation, points, slope in keys:
        row = {
            one.denominator: one
            for one in found
            if (one.variation, one.points, one.slope) == (variation, points, slope)
        }
        named = (variation.name, str(points), f"{slope:g}")[: len(headings)]
        cells = [_pair(row[denominator]) for denominator in DENOMINATORS]
        yield "| " + " | ".join([*named, *cells]) + " |"


def _pair(one: Share) -> str:
    return f"{one.found[PUBLISHED]:.1f} / **{one.found[OURS]:.1f}**"


def picture(found: Sequence[Share]) -> Chart:
    """Draw the shares against the denominators: a panel for each slope and kind of variation."""
    rows = [
        {
            "row": one.variation.name,
            "slope": _titled(one.slope),
            "people": f"{one.denominator:,}",
            "share": one.found[name],
            "line": f"{name}, {one.points} years",
        }
        for one in found
        if one.variation is not CARRIES
        for name in (PUBLISHED, OURS)
    ]
    return Chart(
        anchor="trend-simulation",
        title="Trends found",
        specification=_specification(rows),
        alt="The tables of the page, drawn.",
        table=ChartTable(("line", "share"), ()),
        width=760,
        height=420,
    )


def _titled(slope: float) -> str:
    if not slope:
        return "No trend: false alarms"
    return f"{slope:g} point{'' if slope <= 1 else 's'} a year"


def _specification(rows: list[dict[str, Any]]) -> dict[str, Any]:
    lines = [f"{name}, {points} years" for name in (PUBLISHED, OURS) for points in POINTS]
    inks = [LIGHT.comparator[0]] * len(POINTS) + [LIGHT.local] * len(POINTS)
    # The published verdict has the last five years only, so that its two lines nearly coincide.
    dashes = [[2, 2], [6, 2], [2, 2], [1, 0]]
    legend = {
        "title": None,
        "orient": "top",
        "columns": len(lines),
        "symbolType": "stroke",
        "symbolSize": 500,
        "symbolStrokeWidth": 1.5,
        "labelFontSize": 9.5,
        "labelLimit": 200,
    }
    titled = {"titleFontSize": 8.5, "titleFontWeight": 400, "titleColor": LIGHT.quiet_ink}
    people = [f"{denominator:,}" for denominator in DENOMINATORS]
    header = {"title": None, "labelFontSize": 9.5, "labelColor": LIGHT.ink, "labelFontWeight": 600}
    plot = {
        "mark": {"type": "line", "point": {"size": 16, "strokeWidth": 0}, "strokeWidth": 1.5},
        "encoding": {
            "x": {
                "field": "people",
                "type": "ordinal",
                "sort": people,
                "axis": {
                    "title": "people counted",
                    "labelAngle": 0,
                    "labelFontSize": 7.5,
                    **titled,
                },
            },
            "y": {
                "field": "share",
                "type": "quantitative",
                "scale": {"domain": [0, 100]},
                "axis": {"title": "trend found, % (rule: 5%)", "tickCount": 5, **titled},
            },
            "color": {
                "field": "line",
                "type": "nominal",
                "scale": {"domain": lines, "range": inks},
                "legend": legend,
            },
            "strokeDash": {
                "field": "line",
                "type": "nominal",
                "scale": {"domain": lines, "range": dashes},
                "legend": legend,
            },
        },
    }
    five = {
        "mark": {"type": "rule", "color": LIGHT.quiet_ink, "strokeWidth": 0.5},
        "encoding": {"y": {"datum": 5}},
    }
    return {
        "$schema": SCHEMA,
        "config": {**CONFIG, "background": LIGHT.paper},
        "data": {"values": rows},
        "facet": {
            "row": {
                "field": "row",
                "sort": [CHANCE.name, ORDINARY.name],
                "header": {**header, "labelAngle": -90, "labelAlign": "center"},
            },
            "column": {"field": "slope", "sort": [_titled(s) for s in SLOPES], "header": header},
        },
        "spec": {"width": 150, "height": 150, "layer": [five, plot]},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and write page and picture if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", type=Path, help="the page whose tables are made again")
    given = parser.parse_args(arguments)
    found = simulated()
    text = "\n".join(
        [
            f"False alarms, in per cent of {SERIES:,} series (published / **ours**):\n",
            *false_alarms(found),
            "\nTrends found, in the right direction (published / **ours**):\n",
            *power(found),
        ]
    )
    print(text)
    if given.write:
        page = given.write.read_text(encoding="utf-8")
        if not MARKS.search(page):
            raise SystemExit(f"{given.write.name} has no marks between which the tables belong.")
        made = MARKS.sub(lambda marks: f"{marks[1]}\n\n{text}\n\n{marks[2]}", page)
        given.write.write_text(made, encoding="utf-8")
        PICTURE.write_text(draw_svg(picture(found)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
