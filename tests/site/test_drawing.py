"""Charts drawn without Vega: everything stands where Vega would have put it."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.drawing import draw_svg
from purbeck.publish.charts.series import ChartLine, ChartPoint, TrendSeries
from purbeck.publish.charts.trend import trend_chart
from purbeck.publish.document import Figure
from purbeck.publish.site.drawing import plain_drawing, spark
from tests.site.demo import demo_source
from tests.unit.test_charts_funnel import APART, chart_of

Place = tuple[float, float]

CLOSE = 0.02
"""Places are written to a hundredth of a point; their sums are off by twice that at most."""


STROKE_WIDTHS = (0.85, 1.0, 1.25, 1.7, 2.0)
"""Those of the lines of a chart, and of nothing else but crosses."""


def charts() -> dict[str, Chart]:
    """Every chart of the demo's indicators: trend and control charts, of every size."""
    from purbeck.publish.compose.indicator import indicator_section
    from purbeck.publish.document import Columns, MeasurePanel

    found: dict[str, Chart] = {}
    for references in demo_source().outcomes:
        for indicator in references.scorecard.outcome.indicators:
            blocks = list(indicator_section(references, indicator).blocks)
            blocks += [
                b for one in blocks if isinstance(one, Columns) for s in one.stacks for b in s
            ]
            figures = [b for b in blocks if isinstance(b, Figure)]
            figures += [b.figure for b in blocks if isinstance(b, MeasurePanel) and b.figure]
            for figure in figures:
                found[figure.chart.anchor] = figure.chart
    return found


CHARTS = {**charts(), "funnel": chart_of(APART)}


def places_of(svg: str) -> tuple[dict[str, list[Place]], list[Place]]:
    """Give the places of every text, and of every corner of the lines that are stroked."""
    texts: dict[str, list[Place]] = {}
    corners: list[Place] = []

    def walk(element: ElementTree.Element, x: float, y: float) -> None:
        moved = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform", ""))
        x, y = (x + float(moved[1]), y + float(moved[2])) if moved else (x, y)
        tag = element.tag.rpartition("}")[2]
        if tag == "text":
            at = (x + float(element.get("x", 0)), y + float(element.get("y", 0)))
            said = "".join(element.itertext()).strip()
            texts.setdefault(said, []).append(at)
        width = float(element.get("stroke-width") or 0)
        filled = element.get("fill", "none") not in ("none", "transparent")
        if tag == "path" and width in STROKE_WIDTHS and not filled:
            numbers = re.findall(r"([-\d.]+),([-\d.]+)", element.get("d", ""))
            corners.extend((x + float(a), y + float(b)) for a, b in numbers if len(numbers) > 1)
        for child in element:
            walk(child, x, y)

    walk(ElementTree.fromstring(svg), 0.0, 0.0)
    return texts, corners


@pytest.mark.parametrize("anchor", sorted(CHARTS))
def test_texts_stand_where_vega_sets_them(anchor: str) -> None:
    """Each text of a chart is drawn, and within two hundredths of a point of its place."""
    ours, _ = places_of(plain_drawing(CHARTS[anchor]))
    theirs, _ = places_of(draw_svg(CHARTS[anchor]))

    assert set(ours) == set(theirs)
    for words, places in theirs.items():
        for (x, y), (a, b) in zip(sorted(places), sorted(ours[words]), strict=True):
            assert (x, y) == pytest.approx((a, b), abs=CLOSE), words


@pytest.mark.parametrize("anchor", sorted(CHARTS))
def test_lines_run_where_vega_draws_them(anchor: str) -> None:
    """Each corner of a line is within two hundredths of a point of its place."""
    _, ours = places_of(plain_drawing(CHARTS[anchor]))
    _, theirs = places_of(draw_svg(CHARTS[anchor]))
    missing = [
        place
        for place in theirs
        if not any(abs(place[0] - x) < CLOSE and abs(place[1] - y) < CLOSE for x, y in ours)
    ]

    assert theirs or anchor.startswith("chart")
    assert missing == []


def test_a_mark_that_is_not_known_is_left_to_vega() -> None:
    """A chart with an unknown mark is drawn all the same, by Vega."""
    chart = next(iter(CHARTS.values()))
    layers = [*chart.specification["layer"], {"data": {"values": [{"a": 1}]}, "mark": "bar"}]
    layers[-1] = {**layers[0], "mark": {"type": "rect"}}
    odd = replace(chart, specification={**chart.specification, "layer": layers})

    assert 'role="img"' in plain_drawing(odd)


def test_the_alternative_of_a_chart_is_its_name() -> None:
    """What a chart says in words is its accessible name, with every sign of HTML escaped."""
    points = (ChartPoint("2016", 1.0, "1.0%"), ChartPoint("2017", 2.0, "2.0%"))
    series = TrendSeries(
        anchor="a",
        title='Less "<b>" than & more',
        unit_symbol="%",
        lines=(ChartLine("Here", points),),
        axis_labels=("2016", "2017"),
        size="full",
        decimals=1,
    )
    drawn = plain_drawing(trend_chart(series))

    assert 'aria-label="Line chart. Less &quot;&lt;b&gt;&quot; than &amp; more' in drawn
    assert "<b>" not in drawn


def test_a_spark_has_no_words() -> None:
    """The small line beside a figure repeats none of it."""
    assert "<text" not in spark(next(iter(CHARTS.values())))
