"""The control chart: what is drawn, and what it says in words and as a table."""

from __future__ import annotations

import json
from typing import Any

import altair
import pytest

from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.control import control_chart
from purbeck.publish.charts.control_series import ControlMark, ControlSeries, PointSign, segments
from purbeck.publish.charts.drawing import draw_svg

WORDS: dict[PointSign, str] = {
    "improvement": "improvement",
    "concern": "concern",
    "high": "high",
    "low": "low",
}


def years(count: int) -> tuple[str, ...]:
    return tuple(str(2001 + number) for number in range(count))


def marks(row: str, limits: tuple[float, float, float] | None = (10.0, 5.0, 15.0)) -> Any:
    """Draw marks from a row such as ``10 c18 i3 . u9``: a letter before a figure is its sign."""
    signs: dict[str, PointSign] = {"c": "concern", "i": "improvement", "h": "high", "u": "unjudged"}
    for label, word in zip(years(len(row.split())), row.split(), strict=True):
        if word != ".":
            sign = signs.get(word[0], "common")
            figure = word.lstrip("cihu")
            mean, lower, upper = (
                (None, None, None) if limits is None else [(x, f"{x:g} days") for x in limits]
            )
            yield ControlMark(
                label=label,
                value=float(figure),
                text=f"{figure} days",
                sign=sign,
                says="common cause" if sign == "common" else f"special cause {sign}",
                mean=mean,
                lower=lower,
                upper=upper,
            )


def series(given: tuple[ControlMark, ...], periods: int, **more: Any) -> ControlSeries:
    fields: dict[str, Any] = {
        "anchor": "control-a",
        "title": "Delays",
        "area": "Dorset",
        "unit_symbol": " days",
        "marks": given,
        "axis_labels": years(periods),
        "rebased": (),
        "sign_words": WORDS,
        "decimals": 0,
        "better": "Lower is better",
        **more,
    }
    return ControlSeries(**fields)


def chart_of(row: str, **more: Any) -> Chart:
    return control_chart(series(tuple(marks(row)), len(row.split()), **more))


def rows(chart: Chart, mark: str) -> list[dict[str, Any]]:
    return [
        row
        for layer in chart.specification["layer"]
        if layer["mark"]["type"] == mark
        for row in layer["data"]["values"]
    ]


def stretches(chart: Chart, label: str) -> list[list[float]]:
    found: dict[str, list[float]] = {}
    for row in rows(chart, "line"):
        if row["line"] == label:
            found.setdefault(row["stretch"], []).append(row["value"])
    return list(found.values())


def test_the_specification_is_vega_lite_and_is_drawn() -> None:
    """What is built as data is a Vega-Lite specification, and gives a picture."""
    chart = chart_of("10 11 c18 9 i3 10 11 9 10")

    altair.Chart.from_json(json.dumps(chart.specification))
    assert draw_svg(chart).startswith("<svg")
    assert (chart.width, chart.height) == (250, 150)


def test_each_special_cause_has_a_shape_and_a_colour_of_its_own() -> None:
    """Improvement and concern differ from each other, and from common cause, in both."""
    chart = chart_of("10 c18 i3 10 10 10 10 10")
    drawn = {
        row["says"]: (row["shape"], row["ink"]) for row in rows(chart, "point") if "says" in row
    }

    assert len({shape for shape, _ in drawn.values()}) == len(drawn) == 3
    assert len({ink for _, ink in drawn.values()}) == 3


def test_the_legend_explains_the_signs_that_are_met_and_no_others() -> None:
    """A chart of common cause has no legend; one with concern has that word."""

    def legend(row: str) -> list[str]:
        said = [each["text"] for each in rows(chart_of(row), "text")]
        return [word for word in WORDS.values() if word in said]

    assert legend("10 11 9 10 11 9 10 11") == []
    assert legend("10 11 9 10 11 9 10 c18") == ["concern"]
    assert legend("10 i3 9 10 11 9 10 c18") == ["improvement", "concern"]


def test_mean_and_limits_are_cut_where_the_chart_is_rebased() -> None:
    """Each segment has its own level, and no line joins them."""
    first = tuple(marks("10 11 9 10"))
    second = tuple(marks(". . . . 30 31 29 30", (30.0, 25.0, 35.0)))
    chart = control_chart(series((*first, *second), 8, rebased=("2005",)))

    assert stretches(chart, "mean") == [[10.0] * 4, [30.0] * 4]
    assert stretches(chart, "upper limit") == [[15.0] * 4, [35.0] * 4]
    assert stretches(chart, "Dorset") == [[10.0, 11.0, 9.0, 10.0], [30.0, 31.0, 29.0, 30.0]]
    assert "From 2001 to 2004: mean 10 days, limits 5 days and 15 days." in chart.alt
    assert "From 2005 to 2008: mean 30 days, limits 25 days and 35 days." in chart.alt


def test_limits_run_on_through_a_gap_and_the_line_does_not() -> None:
    """A missing period cuts the line of figures, and not the limits of its segment."""
    chart = chart_of("10 11 . 9 10 11 9 10")

    assert stretches(chart, "lower limit") == [[5.0] * 8]
    assert [len(each) for each in stretches(chart, "Dorset")] == [2, 5]


def test_a_segment_without_limits_has_points_and_says_why() -> None:
    """Too few points have no limits drawn, and table and alt text say so."""
    early = tuple(marks("u10 u11", None))
    late = tuple(marks(". . 30 31 29 30 31 29 30 31", (30.0, 25.0, 35.0)))
    chart = control_chart(series((*early, *late), 10, rebased=("2003",)))

    assert stretches(chart, "mean") == [[30.0] * 8]
    assert "From 2001 to 2002: special cause unjudged." in chart.alt
    assert chart.table.rows[0][2:5] == ("", "", "")


def test_alt_text_and_table_have_every_value_and_the_limits() -> None:
    """A reader who does not see the chart has its figures, limits, and what stands out."""
    chart = chart_of("10 11 c18 . 10 11 9 10 12")

    for text in ("2001 10 days", "2003 18 days", "limits 5 days and 15 days", "Lower is better."):
        assert text in chart.alt
    assert "2003 special cause concern." in chart.alt
    assert chart.table.headings[1:5] == ("Dorset", "Mean", "Lower limit", "Upper limit")
    assert chart.table.rows[2][1:] == (
        "18 days",
        "10 days",
        "5 days",
        "15 days",
        "special cause concern",
    )
    assert chart.table.rows[3][1] == "no figure"


def test_a_chart_of_common_cause_says_that_nothing_stands_out() -> None:
    """Its alt text says that no point shows a special cause."""
    assert "No point shows a special cause." in chart_of("10 11 9 10 11 9 10 11").alt


@pytest.mark.parametrize("rebased", [("2003",), ("2001", "2003")])
def test_a_rebase_without_a_figure_opens_with_the_next(rebased: tuple[str, ...]) -> None:
    """The segment begins with the first figure at or after the rebase."""
    given = series(tuple(marks("10 11 . 9 10")), 5, rebased=rebased)

    assert [[mark.label for mark in each] for each in segments(given)] == [
        ["2001", "2002"],
        ["2004", "2005"],
    ]
