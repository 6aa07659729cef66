"""The specification of a trend chart: what is drawn from which series."""

from __future__ import annotations

import json
from typing import Any

import altair
import pytest

from purbeck.model.errors import UsageError
from purbeck.publish.charts.series import ChartLine, ChartPoint, Role, Size, TrendSeries
from purbeck.publish.charts.trend import trend_chart
from purbeck.publish.theme import LIGHT

SIZES: tuple[Size, ...] = ("full", "half", "small")


def years(count: int, first: int = 2011) -> tuple[str, ...]:
    return tuple(f"{year}-{(year + 1) % 100:02d}" for year in range(first, first + count))


def line(label: str, row: str, role: Role = "local", first: int = 2011) -> ChartLine:
    """Draw a line from a row such as ``95.4 p95.1 -suppressed .``, one word a period.

    ``p`` stands before a provisional figure, ``-`` before a reason for absence; a full stop is
    a period of which nothing is known.
    """
    points = []
    for period, word in zip(years(len(row.split()), first), row.split(), strict=True):
        if word.startswith("-"):
            points.append(ChartPoint(period, None, remark=word[1:]))
        elif word != ".":
            remark = "provisional" if word.startswith("p") else ""
            figure = word.removeprefix("p")
            points.append(ChartPoint(period, float(figure), f"{figure}%", remark))
    return ChartLine(label, tuple(points), role)


def specification(
    *lines: ChartLine, size: Size = "full", breaks: tuple[str, ...] = (), periods: int = 6
) -> dict[str, Any]:
    chart = trend_chart(
        TrendSeries(
            anchor="a",
            title="Attendance",
            unit_symbol="%",
            lines=lines,
            axis_labels=years(periods),
            size=size,
            decimals=1,
            break_before=breaks,
        )
    )
    return dict(chart.specification)


def rows(specification: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [
        row
        for layer in specification["layer"]
        if layer["mark"]["type"] == mark
        for row in layer["data"]["values"]
    ]


def stretches(specification: dict[str, Any], label: str) -> list[list[float]]:
    """The values of a line, a list for each stretch that is drawn without a gap."""
    found: dict[int, list[float]] = {}
    for row in rows(specification, "line"):
        if row["line"] == label:
            found.setdefault(row["stretch"], []).append(row["value"])
    return list(found.values())


def texts(specification: dict[str, Any]) -> list[str]:
    return [row["text"] for row in rows(specification, "text")]


@pytest.mark.parametrize(
    ("row", "breaks", "expected"),
    [
        ("1 2 3 4 5 6", (), [[1, 2, 3, 4, 5, 6]]),
        ("1 2 -suppressed 4 5 6", (), [[1, 2], [4, 5, 6]]),
        ("1 . 3 -suppressed . 6", (), [[1], [3], [6]]),
        ("1 2 3 4 5 6", ("2014-15",), [[1, 2, 3], [4, 5, 6]]),
        ("1 2 3 4 5 6", ("2011-12",), [[1, 2, 3, 4, 5, 6]]),
    ],
)
def test_a_line_stops_at_gaps_and_breaks(
    row: str, breaks: tuple[str, ...], expected: list[list[float]]
) -> None:
    """A line is cut at each absent figure and before each break, and at nothing else."""
    assert stretches(specification(line("Dorset", row), breaks=breaks), "Dorset") == expected


def test_a_break_does_not_cut_the_target() -> None:
    """A break cuts what is measured; the target is not measured."""
    drawn = specification(
        line("Dorset", "1 2 3 4 5 6"), line("Target", "3 3 3 3 3 3", "target"), breaks=("2014-15",)
    )

    assert len(stretches(drawn, "Dorset")) == 2
    assert len(stretches(drawn, "Target")) == 1


def test_a_lone_comparator_figure_has_a_dot() -> None:
    """A figure with gaps on both sides is drawn as a point, since no line would show it."""
    drawn = specification(line("Dorset", "1 2 3"), line("England", "4 . 5", "comparator"))
    dots = [row["value"] for row in rows(drawn, "point") if row.get("line") == "England"]

    assert dots == [4, 5]


def test_provisional_points_are_hollow_and_explained() -> None:
    """Only a provisional point is filled with the paper, and the heading says what that means."""
    drawn = specification(line("Dorset", "1 2 3 4 5 p6"))
    fillings = [row["filling"] for row in rows(drawn, "point")]

    assert fillings == [LIGHT.local] * 5 + [LIGHT.paper]
    assert "○ provisional" in texts(drawn)


def test_a_gap_has_its_mark_and_its_reason() -> None:
    """Each absent figure has a cross; absences in a row for one reason have it written once."""
    drawn = specification(line("Dorset", "1 -suppressed 3 -late -late 6"))
    crosses = [row for row in rows(drawn, "point") if "value" not in row]

    assert len(crosses) == 3
    assert [text for text in texts(drawn) if text in {"suppressed", "late"}] == [
        "suppressed",
        "late",
    ]


def test_a_break_is_ruled_and_named() -> None:
    """A break has the word and an upright rule half way between the two periods."""
    drawn = specification(line("Dorset", "1 2 3 4 5 6"), breaks=("2014-15",))
    low, high = drawn["encoding"]["x"]["scale"]["range"]
    upright = [row["x"] for row in rows(drawn, "rule") if row["x"] == row["x2"] and row["y"] == 0]

    assert upright == [pytest.approx(low + (high - low) / 5 * 2.5, abs=0.01)]
    assert "break" in texts(drawn)


def test_the_first_latest_and_extreme_figures_are_written_once_each() -> None:
    """First, highest, lowest and latest figures are labelled; no other, and none twice."""
    drawn = specification(line("Dorset", "95.4 95.9 94.8 95.4 95.2 95.1"))

    assert sorted(text for text in texts(drawn) if "%" in text) == [
        "94.8%",
        "95.1% Dorset",
        "95.4%",
        "95.9%",
    ]


def test_an_older_latest_figure_says_its_period() -> None:
    """A line that ends before the last period of the axis has its own last period in its label."""
    drawn = specification(line("Dorset", "1 2 3 4 5 6"), line("England", "1 2 3 4", "comparator"))

    assert "4% England in 2014-15" in texts(drawn)
    assert "6% Dorset" in texts(drawn)


def test_comparators_differ_by_dash_and_by_colour() -> None:
    """No two lines share a colour, and no two share a dash."""
    drawn = specification(
        line("Dorset", "1 2 3"),
        *(line(name, "2 3 4", "comparator") for name in ("England", "South West", "Neighbours")),
        line("Target", "5 5 5", "target"),
    )
    encoding = next(
        layer["encoding"] for layer in drawn["layer"] if layer["mark"]["type"] == "line"
    )

    for channel in ("stroke", "strokeDash"):
        told_by = encoding[channel]["scale"]["range"]

        assert len({json.dumps(value) for value in told_by}) == 5


@pytest.mark.parametrize("size", SIZES)
def test_every_value_is_in_the_specification(size: Size) -> None:
    """Whatever the size, the figures of every line are the data of the chart."""
    drawn = specification(
        line("Dorset", "1 2 -late 4 5 6"), line("England", "7 8 9", "comparator"), size=size
    )

    assert {row["value"] for row in rows(drawn, "line")} == {1, 2, 4, 5, 6, 7, 8, 9}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("periods", [1, 2, 20])
def test_a_specification_is_vega_lite(size: Size, periods: int) -> None:
    """The specification, built as data, passes Altair's schema of Vega-Lite."""
    row = " ".join(["p95.1", "95.4", "-suppressed", "96.0"] * 5).split()[:periods]
    drawn = specification(
        line("Dorset", " ".join(row)),
        line("England", "95", "comparator"),
        size=size,
        periods=periods,
        breaks=years(periods)[1:2],
    )

    altair.LayerChart.from_dict(drawn, validate=True)


def test_zero_is_not_forced() -> None:
    """The value axis of figures about 95 does not reach down to zero."""
    drawn = specification(line("Dorset", "95.4 95.9 94.8"))

    assert drawn["encoding"]["y"]["scale"]["domain"][0] > 90


def test_no_value_is_no_chart() -> None:
    """A series without any value is refused, with its title."""
    with pytest.raises(UsageError, match="Attendance"):
        specification(line("Dorset", "-suppressed -suppressed"))


def test_a_comparator_alone_is_a_chart() -> None:
    """A series of which only a comparator has values is drawn."""
    drawn = specification(line("Dorset", "-late"), line("England", "1 2", "comparator"))

    assert stretches(drawn, "England") == [[1, 2]]
