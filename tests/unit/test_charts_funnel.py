"""The funnel plot: whose points there are, where limits run, and what it says in words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import altair
import numpy as np
import pytest

from purbeck.assess.assessment import Assessment, Funnel
from purbeck.methods.funnel import average_proportion, proportion_limits
from purbeck.methods.overdispersion import Scale, dispersion, widened_limits
from purbeck.model.area import Area, AreaGroup
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.disclosure import Disclosure
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.policy import DEFAULT_POLICY
from purbeck.model.workspace import Workspace
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.drawing import draw_svg
from purbeck.publish.compose.evidence_charts import evidence_figures, funnel_figure
from purbeck.publish.document import Columns
from purbeck.scorecard import disclosed_scorecard
from tests.spec.drawn import measure, observations

ALIKE = {
    "Dorset": "560/1000",
    "Bath": "250/500",
    "Devon": "1010/2000",
    "Exeter": "495/1000",
    "Frome": "510/1000",
    "Poole": "490/1000",
    "Truro": "500/1000",
    "Wells": "505/1000",
    "Yeovil": "495/1000",
    "Taunton": "440/1000",
}
APART = {**ALIKE, "Bath": "180/500", "Devon": "1200/2000", "Poole": "400/1000"}


def assessed(figures: dict[str, str], least: int = 0, **of: Any) -> Assessment:
    """Assess the first area among the others, through disclosure control."""
    group = Comparator(
        id="neighbours", label="Neighbours", kind=ComparatorKind.GROUP_MEAN, group="neighbours"
    )
    one = measure(period="calendar_year", comparators=(group,), **of)
    table = "\n".join(f"{area} | {figure}" for area, figure in figures.items())
    framework = Framework(
        organisation=Organisation(name="Council", area="Dorset"),
        areas=tuple(Area(code=name, name=f"{name} Council") for name in figures),
        groups=(AreaGroup(id="neighbours", name="Neighbours", members=tuple(figures)[1:]),),
        outcomes=(Outcome(id="o", name="O", indicators=(one,)),),  # type: ignore[arg-type]
        report=ReportSettings(title="Report", on=date(2018, 1, 1)),
    )
    workspace = Workspace(
        framework=framework,
        policy=replace(DEFAULT_POLICY, disclosure=Disclosure(minimum_count=least)),
        observations=tuple(observations(one, f"area | 2017\n{table}")),
    )
    return disclosed_scorecard(workspace, framework.outcomes[0]).assessments[0]


def funnel_of(found: Assessment) -> Funnel:
    funnel = found.comparators[0].funnel_chart
    assert funnel is not None
    return funnel


def chart_of(figures: dict[str, str], **of: Any) -> Chart:
    figure = funnel_figure(assessed(figures, **of))
    assert figure is not None
    return figure.chart


def rows(chart: Chart, mark: str) -> list[dict[str, Any]]:
    return [
        row
        for layer in chart.specification["layer"]
        if layer["mark"]["type"] == mark
        for row in layer["data"]["values"]
    ]


def counts(figures: dict[str, str]) -> tuple[list[float], list[float]]:
    pairs = [figure.split("/") for figure in figures.values()]
    return [float(x) for x, _ in pairs], [float(n) for _, n in pairs]


def test_average_and_limits_are_those_of_the_method() -> None:
    """Curves run a tenth past the smallest and the largest area, along the limits of the method."""
    funnel, (x, n) = funnel_of(assessed(APART)), counts(APART)
    ends = [each.denominator for each in funnel.curve]
    spread = dispersion(x, n, Scale.PROPORTION)
    inner, outer = (widened_limits(ends, spread, level) for level in (0.95, 0.998))

    assert [ends[0], ends[-1]] == pytest.approx([450.0, 2200.0])
    assert funnel.widened
    assert funnel.average == pytest.approx(100 * float(average_proportion(x, n)))
    assert [each.lower for each in funnel.curve] == pytest.approx(list(100 * inner.lower))
    assert [each.outer_upper for each in funnel.curve] == pytest.approx(list(100 * outer.upper))


def test_where_areas_differ_by_chance_alone_limits_are_those_of_a_plain_funnel() -> None:
    """They are within a tenth of a point of the published formula for proportions."""
    funnel, (x, n) = funnel_of(assessed(ALIKE)), counts(ALIKE)
    plain = proportion_limits([each.denominator for each in funnel.curve], average_proportion(x, n))

    assert not funnel.widened
    assert np.allclose([each.upper for each in funnel.curve], 100 * plain.upper, atol=0.1)


@pytest.mark.parametrize("unit", ["percentage", "rate-per-1000"])
def test_the_areas_own_limits_are_those_of_its_finding(unit: str) -> None:
    """The point of the area itself is first, and says what the rule says of it."""
    found = assessed(ALIKE, unit=unit)
    own, finding = funnel_of(found).points[0], found.comparators[0].funnel
    assert finding is not None

    assert (own.area_name, own.lies) == ("Dorset Council", finding.verdict)
    assert own.value == finding.evidence["latest"]
    assert (own.limits.lower, own.limits.outer_upper) == pytest.approx(
        (finding.evidence["lower"], finding.evidence["outer_upper"])
    )


def test_an_area_whose_count_is_hidden_has_no_point() -> None:
    """Neither on the plot, nor in its words, nor in its table is there anything of it."""
    figures = {**ALIKE, "Bath": "3/1000"}
    shown, hidden = assessed(figures), assessed(figures, least=5)
    with_all = funnel_figure(shown)

    assert with_all is not None
    assert len(funnel_of(shown).points) == 10
    assert "Bath" in with_all.chart.alt
    # Nine are left, and nine make no funnel.
    assert hidden.comparators[0].funnel_chart is None
    assert funnel_figure(hidden) is None


def test_a_hidden_area_among_enough_leaves_the_rest() -> None:
    """Of eleven areas one is hidden, and ten have points; the average is of the ten."""
    eleven = {**ALIKE, "Extra": "3/1000"}
    found = assessed(eleven, least=5)
    names = [each.area for each in funnel_of(found).points]
    x, n = counts(ALIKE)

    assert "Extra" not in names
    assert len(names) == 10
    assert funnel_of(found).average == pytest.approx(100 * float(average_proportion(x, n)))


def test_without_counts_there_is_no_funnel() -> None:
    """Values alone place nobody: no chart is drawn, and no figure is in the evidence."""
    found = assessed(dict.fromkeys(ALIKE, "50"))

    assert found.comparators[0].funnel_chart is None
    assert list(evidence_figures(found)) == []


def test_the_specification_is_vega_lite_and_is_drawn() -> None:
    """What is built as data is a Vega-Lite specification, and gives a picture of half a page."""
    chart = chart_of(APART)

    altair.Chart.from_json(json.dumps(chart.specification))
    assert draw_svg(chart).startswith("<svg")
    assert (chart.width, chart.height) == (250, 150)


def test_the_area_itself_differs_by_shape_and_has_its_name() -> None:
    """It is a filled diamond with a label; the others are open circles, explained once."""
    chart = chart_of(ALIKE)
    signs = {row["area"]: row for row in rows(chart, "point") if "area" in row}
    written = [row["text"] for row in rows(chart, "text")]

    assert signs["Dorset Council"]["shape"] == "diamond"
    assert {row["shape"] for name, row in signs.items() if name != "Dorset Council"} == {"circle"}
    assert signs["Dorset Council"]["filling"] != signs["Bath Council"]["filling"]
    assert "Dorset Council 56.0%" in written
    assert written.count("Neighbours") == 1


def test_limits_bear_their_names_and_differ_in_their_dashes() -> None:
    """Each pair of limits and the average are named at the right."""
    chart = chart_of(ALIKE)
    (lines,) = [each for each in chart.specification["layer"] if each["mark"]["type"] == "line"]
    dashes = lines["encoding"]["strokeDash"]["scale"]["range"]
    written = {row["text"] for row in rows(chart, "text")}

    assert dashes[0] != dashes[1]
    assert {"95% limits", "99.8% limits", "50.0% together"} <= written


def test_every_point_and_limit_has_its_room() -> None:
    """Nothing drawn lies outside the two axes."""
    chart = chart_of(APART)
    across = chart.specification["encoding"]["x"]["scale"]["domain"]
    down = chart.specification["encoding"]["y"]["scale"]["domain"]
    drawn = [*rows(chart, "line"), *(row for row in rows(chart, "point") if "area" in row)]

    assert len(drawn) == 4 * 40 + 10
    assert all(across[0] <= row["denominator"] <= across[1] for row in drawn)
    assert all(down[0] <= row["value"] <= down[1] for row in drawn)


def test_the_words_carry_every_value_and_the_table_has_a_row_for_each_area() -> None:
    """Each area's value, denominator and place are in the alternative; the area itself is first."""
    chart = chart_of(APART)

    assert chart.alt.startswith("Funnel plot. Good attendance: among neighbours, 2017: Dorset")
    for area, figure in APART.items():
        x, n = (float(part) for part in figure.split("/"))
        assert f"{area} Council {100 * x / n:.1f}% of {n:,.0f}, " in chart.alt
    assert "Limits allow for the spread between the areas." in chart.alt
    assert [row[0] for row in chart.table.rows][:2] == ["Dorset Council", "Bath Council"]
    assert len(chart.table.rows) == 10
    assert chart.table.rows[0][1:3] == ("1,000", "56.0%")


def test_charts_stand_two_to_a_row() -> None:
    """A funnel alone stands alone."""
    (block,) = evidence_figures(assessed(ALIKE))

    assert not isinstance(block, Columns)
