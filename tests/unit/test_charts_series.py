"""What a trend chart may be made from, and what it says in words and rows."""

from __future__ import annotations

import pytest

from purbeck.model.errors import InvalidValueError
from purbeck.publish.charts.alternatives import alt_text, chart_table
from purbeck.publish.charts.series import ChartLine, ChartPoint, Role, TrendSeries

YEARS = ("2014-15", "2015-16", "2016-17")


def line(label: str, *values: float | None, role: Role = "local") -> ChartLine:
    points = tuple(
        ChartPoint(year, value, "" if value is None else f"{value}%")
        for year, value in zip(YEARS, values, strict=False)
    )
    return ChartLine(label, points, role)


def series(*lines: ChartLine, **changes: object) -> TrendSeries:
    given: dict[str, object] = {
        "anchor": "attendance",
        "title": "Good attendance",
        "unit_symbol": "%",
        "lines": lines,
        "axis_labels": YEARS,
        "size": "full",
        "decimals": 1,
    }
    return TrendSeries(**(given | changes))  # type: ignore[arg-type]


def test_alt_text_has_every_line_and_every_value_in_the_order_of_the_axis() -> None:
    """Alt text names each line and gives each of its values with its period."""
    local = ChartLine(
        "Dorset",
        (
            ChartPoint("2016-17", 95.1, "95.1%", "provisional"),
            ChartPoint("2014-15", 95.3, "95.3%"),
            ChartPoint("2015-16", None, remark="suppressed"),
        ),
    )
    words = alt_text(
        series(local, line("England", 95.5, 95.4, role="comparator"), better="higher is better")
    )

    assert words == (
        "Line chart. Good attendance, Dorset: 2014-15 95.3%, 2015-16 no figure (suppressed), "
        "2016-17 95.1% (provisional). England: 2014-15 95.5%, 2015-16 95.4%. Higher is better."
    )


def test_alt_text_says_a_constant_target_once() -> None:
    """A line that says the same for three periods or more is said once with its ends."""
    words = alt_text(series(line("Dorset", 95.3), line("Target", 96, 96, 96, role="target")))

    assert "Target: 96% in each period from 2014-15 to 2016-17." in words


def test_alt_text_tells_breaks() -> None:
    """A break in the series is part of the alt text."""
    words = alt_text(series(line("Dorset", 95.3, 95.1), break_before=("2015-16",)))

    assert words.endswith("The series breaks before 2015-16.")


def test_the_table_has_a_row_a_period_and_a_column_a_line() -> None:
    """The table shows every period of the axis, the local line first, and absences in words."""
    table = chart_table(
        series(line("England", 95.5, role="comparator"), line("Dorset", 95.3, None, 95.1))
    )

    assert table.headings == ("Period", "Dorset", "England")
    assert table.rows == (
        ("2014-15", "95.3%", "95.5%"),
        ("2015-16", "no figure", "no figure"),
        ("2016-17", "95.1%", "no figure"),
    )


@pytest.mark.parametrize(
    ("lines", "changes", "complaint"),
    [
        ((), {}, "0 of role local"),
        ((line("A", 1.0), line("B", 1.0)), {}, "2 of role local"),
        (
            (line("A", 1.0), *(line(name, 1.0, role="comparator") for name in "BCDE")),
            {},
            "4 of role comparator",
        ),
        ((line("A", 1.0), line("A", 1.0, role="target")), {}, "A, A"),
        ((line("A", 1.0, 2.0),), {"axis_labels": ("2014-15",)}, "no 2015-16"),
        ((line("A", 1.0),), {"break_before": ("1999",)}, "no 1999"),
        ((line("A", 1.0),), {"axis_labels": ("2014-15", "2014-15")}, "each period once"),
    ],
)
def test_a_series_that_cannot_be_drawn_is_refused(
    lines: tuple[ChartLine, ...], changes: dict[str, object], complaint: str
) -> None:
    """A series is refused when its lines cannot be told apart or its periods have no place."""
    with pytest.raises(InvalidValueError, match=complaint):
        series(*lines, **changes)


def test_a_line_has_one_point_a_period() -> None:
    """Two points of one line for one period are refused."""
    twice = (ChartPoint("2014-15", 1.0, "1"), ChartPoint("2014-15", 2.0, "2"))

    with pytest.raises(InvalidValueError, match="2014-15 twice"):
        ChartLine("Dorset", twice)


@pytest.mark.parametrize(("value", "text"), [(float("nan"), "nan"), (1.0, " ")])
def test_a_point_has_a_finite_value_with_its_text(value: float, text: str) -> None:
    """A point without a finite value, or with a value but no text for it, is refused."""
    with pytest.raises(InvalidValueError):
        ChartPoint("2014-15", value, text)
