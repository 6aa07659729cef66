"""Which way an outcome is going, as the report has it: counts, a strip of panels, and no score."""

from __future__ import annotations

from datetime import date

from purbeck.model.area import Area
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import PopulationIndicator
from purbeck.model.observation import Observation
from purbeck.model.workspace import Workspace
from purbeck.publish.charts.drawing import draw_svg
from purbeck.publish.charts.strip import MOST_PANELS
from purbeck.publish.compose.direction import (
    direction_blocks,
    direction_sheets,
    direction_tallies,
    directions_table,
    strip_figures,
)
from purbeck.publish.direction_record import direction_record
from purbeck.publish.wording.direction import NOT_ADDED_UP, direction_sentences
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecard
from tests.spec.drawn import measure, observations

# area | two periods of each indicator; higher is better, by the default bands.
FIGURES = {
    "up": "area | 2015-16 | 2016-17\nX1 | 60.0 | 65.0",
    "down": "area | 2015-16 | 2016-17\nX1 | 60.0 | 55.0",
    "new": "area | 2016-17\nX1 | 64.0",
    "none": "area | 2016-17\nX1 | c",
}


def scored(figures: dict[str, str] | None = None) -> DisclosedScorecard:
    indicators: list[PopulationIndicator] = []
    known: list[Observation] = []
    for name, table in (FIGURES if figures is None else figures).items():
        indicator = measure(id=name, name=f"Indicator {name}")
        assert isinstance(indicator, PopulationIndicator)
        indicators.append(indicator)
        known += observations(indicator, table)
    outcome = Outcome(id="o", name="A good start", indicators=tuple(indicators))
    framework = Framework(
        organisation=Organisation(name="Exampleshire", area="X1"),
        report=ReportSettings(title="Outcomes", on=date(2018, 9, 30)),
        outcomes=(outcome,),
        areas=(Area("X1", "Exampleshire"),),
    )
    return disclosed_scorecard(Workspace(framework=framework, observations=tuple(known)), outcome)


def test_the_indicators_are_counted_in_words() -> None:
    """One each way, and the two of which nothing can be said are counted too."""
    assert direction_sentences(scored().direction) == (
        "By the council's rule, of 4 population indicators, 1 is improving and 1 is worsening; "
        "2 cannot be assessed.",
        "None of them has figures enough for a test of the trend.",
        NOT_ADDED_UP,
    )


def test_each_tally_has_every_indicator() -> None:
    """By the rule and by the evidence alike: what cannot be assessed is a part of its own."""
    tallies = direction_tallies(scored().direction)

    assert [[(e.badge.word, e.count) for e in tally.entries] for tally in tallies] == [
        [("Improving", 1), ("Worsening", 1), ("Cannot be assessed", 2)],
        [("Cannot be assessed", 4)],
    ]


def test_each_indicator_with_a_figure_has_a_panel() -> None:
    """One without any figure has none; one with a single figure has a dot."""
    (figure,) = strip_figures(scored())
    titles = list(dict.fromkeys(row[0] for row in figure.chart.table.rows))

    assert titles == ["Indicator up", "Indicator down", "Indicator new"]
    assert "Indicator up: improving. Higher is better. 2015-16 60.0%, 2016-17 65.0%." in (
        figure.chart.alt
    )


def test_a_panel_has_its_direction_as_shape_and_word() -> None:
    """The words stand in the drawing, with the first and the latest figure and their periods."""
    (figure,) = strip_figures(scored())
    narrow = figure.chart.narrow
    assert narrow is not None

    for chart in (figure.chart, narrow):
        drawing = draw_svg(chart)
        for word in ("Improving", "Worsening", "60.0%", "65.0%", "2015-16", "2016-17"):
            assert f">{word}<" in drawing
    assert (figure.chart.width, narrow.width) == (500, 250)


def test_each_panel_has_its_own_scale() -> None:
    """Figures a hundred times as large leave the other panel as it was."""
    small = {"a": "area | 2015-16 | 2016-17\nX1 | 1.0 | 2.0"}
    (alone,) = strip_figures(scored(small))
    (both,) = strip_figures(scored({**small, "b": "area | 2015-16 | 2016-17\nX1 | 60 | 90"}))

    paths = [figure.chart.specification["layer"][1]["data"]["values"] for figure in (alone, both)]
    assert paths[1][:2] == paths[0]


def test_a_long_strip_is_cut_to_the_page() -> None:
    """One indicator more than a chart holds begins a second chart with an anchor of its own."""
    table = "area | 2015-16 | 2016-17\nX1 | 60.0 | 65.0"
    figures = list(strip_figures(scored({f"i{at}": table for at in range(MOST_PANELS + 1)})))

    assert [figure.chart.anchor for figure in figures] == ["strip-o", "strip-o-2"]


def test_an_outcome_without_indicators_has_no_direction() -> None:
    """Nothing is said, drawn or counted of it."""
    scorecard = scored({})

    assert list(direction_blocks(scorecard)) == []
    assert list(direction_sheets(scorecard)) == []
    assert directions_table([scorecard], str) is None


def test_an_outcome_has_its_row_of_counts() -> None:
    """Improving, little changed, worsening, and what cannot be assessed."""
    table = directions_table([scored()], lambda outcome: f"#{outcome}")
    assert table is not None

    ((name, *counts),) = table.rows
    assert name.text[0].link == "#o"
    assert ["".join(run.text for run in cell.text) for cell in counts] == ["1", "0", "1", "2"]


def test_sheet_and_record_have_the_counts_and_no_score() -> None:
    """Every verdict has its count, 0 included, in Excel and in JSON."""
    scorecard = scored()
    (sheet,) = direction_sheets(scorecard)
    record = direction_record(scorecard)

    assert ("Direction by the council's rule", "improving", 1) in sheet.rows
    assert ("Colour", "A", 0) in sheet.rows or ("Colour", "G", 0) in sheet.rows
    assert record.trends["worsening"] == 1
    assert record.since is None
    assert set(record.model_dump()) == {
        "indicators",
        "colours",
        "trends",
        "evidence",
        "agreement",
        "since",
        "explanation",
    }
