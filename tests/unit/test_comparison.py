"""One measure in several areas: what is drawn, on which scale, and what the table says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from purbeck.ingest.reading import open_workspace
from purbeck.model.observation import Absence, Observation
from purbeck.model.workspace import Workspace
from purbeck.publish.compose.comparison import (
    AreasCompared,
    areas_compared,
    compared_table,
    small_multiples,
    together,
)
from purbeck.publish.document import Figure
from purbeck.scorecard.scorecard import disclosed

DORSET = Path(__file__).parents[2] / "examples" / "dorset-2018"
OWN, ENGLAND, SOUTH_WEST = "E10000009", "E92000001", "E12000009"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    """Give the demo."""
    return open_workspace(DORSET)


def _shown(workspace: Workspace) -> tuple[Observation, ...]:
    return disclosed(workspace, workspace.framework.report.on).observations


def _compared(workspace: Workspace, *areas: str) -> AreasCompared:
    measure = workspace.framework.measure("good-attendance")
    return areas_compared(workspace.framework, _shown(workspace), measure, areas)


def test_the_table_has_an_area_a_row_in_the_order_asked_for(workspace: Workspace) -> None:
    """Nothing is ranked; an area without a figure in a period says so.

    ============  =======  =======  =======  =======
    area          2013-14  2014-15  2015-16  2016-17
    ============  =======  =======  =======  =======
    England             -    95.4%    95.4%    95.3%
    Dorset          95.4%    95.3%    95.3%    95.1%
    ============  =======  =======  =======  =======
    """
    table = compared_table(_compared(workspace, ENGLAND, OWN))
    rows = [["".join(run.text for run in cell.text) for cell in row] for row in table.rows]

    assert [column.title for column in table.columns][1:] == [
        "2013-14",
        "2014-15",
        "2015-16",
        "2016-17",
    ]
    assert rows == [
        ["England", "No figure", "95.4%", "95.4%", "95.3%"],
        ["Dorset", "95.4%", "95.3%", "95.3%", "95.1%"],
    ]


def test_four_lines_are_drawn_together_and_the_table_keeps_the_others(
    workspace: Workspace,
) -> None:
    """The house style tells four lines apart; of five areas the first four are drawn."""
    areas = [area.code for area in workspace.framework.areas][:5]
    compared = _compared(workspace, *areas)
    figure = together(compared)

    assert figure is not None
    assert figure.chart.series is not None
    assert len(figure.chart.series.lines) == 4
    assert len(compared_table(compared).rows) == 5


def test_small_charts_share_one_scale(workspace: Workspace) -> None:
    """Each chart takes in the lowest and the highest value of all, so that heights compare."""
    columns = small_multiples(_compared(workspace, OWN, ENGLAND, SOUTH_WEST))

    assert columns is not None
    figures = [block for stack in columns.stacks for block in stack if isinstance(block, Figure)]
    scales = {str(figure.chart.specification["encoding"]["y"]["scale"]) for figure in figures}
    assert len(figures) == 3
    assert len(scales) == 1


def test_an_area_without_figures_stays_in_the_table_and_is_not_drawn(workspace: Workspace) -> None:
    """What is not there is said, and no line is made up."""
    compared = _compared(workspace, OWN, "E06009999")

    assert compared.drawn == (OWN,)
    assert len(compared_table(compared).rows) == 2


def test_nothing_known_is_no_chart_and_an_empty_table(workspace: Workspace) -> None:
    """Without any figure there is nothing to draw."""
    compared = _compared(workspace, "E06009999")

    assert together(compared) is None
    assert small_multiples(compared) is None
    assert len(compared_table(compared).columns) == 1


def test_a_hidden_figure_says_why_and_is_not_drawn(workspace: Workspace) -> None:
    """A suppressed figure is in the table with its reason, and a gap in the line."""
    shown = list(_shown(workspace))
    (at,) = (
        number
        for number, each in enumerate(shown)
        if (each.measure, each.area, each.period.label) == ("good-attendance", OWN, "2016-17")
    )
    shown[at] = replace(shown[at], value=None, absence=Absence.SUPPRESSED)
    measure = workspace.framework.measure("good-attendance")
    compared = areas_compared(workspace.framework, shown, measure, [OWN])
    last = compared_table(compared).rows[0][-1]

    assert "uppressed" in "".join(run.text for run in last.text)
    assert [each.period.label for each in compared.values(OWN)] == ["2013-14", "2014-15", "2015-16"]
