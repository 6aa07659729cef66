"""The quadrant: what is drawn, and its two alternatives."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from purbeck.publish.charts.lettering import text_width
from purbeck.publish.charts.quadrant import quadrant_chart
from purbeck.publish.charts.quadrant_series import QuadrantMark, QuadrantSeries


def mark(name: str, period: str, cost: float, outcome: float, **of: Any) -> QuadrantMark:
    return QuadrantMark(
        name=name,
        period=period,
        cost=f"£{1000 + cost:g}",
        outcome=f"{80 + outcome:g}%",
        cost_away=of.pop("cost_away", (cost, cost, cost)),
        outcome_away=of.pop("outcome_away", (outcome, outcome, outcome)),
        **of,
    )


FIRST = mark("Dorset", "2023-24", -1.0, 1.0, cost_away=(-1.0, -2.0, 0.5))
LAST = mark("Dorset", "2024-25", 2.0, -1.0, joined=True, says="Higher cost, worse outcome")
OTHERS = (mark("Devon", "2024-25", 0.5, 3.0), mark("Kent", "2024-25", -3.0, -2.0))


def series(*own: QuadrantMark) -> QuadrantSeries:
    return QuadrantSeries(
        anchor="value-care",
        title="Care",
        own=own,
        labels=tuple(each.period for each in own),
        outcome="Attendance",
        others=OTHERS,
        group="Neighbours",
    )


def rules(drawn: QuadrantSeries) -> list[dict[str, Any]]:
    layer = quadrant_chart(drawn).specification["layer"][0]
    return list(layer["data"]["values"])


def joins(drawn: QuadrantSeries) -> list[dict[str, Any]]:
    return [row for row in rules(drawn) if row["width"] == 2.0]


def test_places_of_one_series_are_joined_and_others_are_not() -> None:
    """A line runs from the first year to the last; after a new series there is none."""
    broken = mark("Dorset", "2024-25", 2.0, -1.0)

    (line,) = joins(series(FIRST, LAST))
    assert line["x"] < line["x2"]
    assert line["y"] < line["y2"]
    assert joins(series(FIRST, broken)) == []


def test_the_path_is_in_the_order_of_time_and_not_of_cost() -> None:
    """A cost that fell is joined from right to left."""
    cheaper = mark("Dorset", "2024-25", -2.0, 1.0, joined=True)

    (line,) = joins(series(mark("Dorset", "2023-24", 1.0, 1.0), cheaper))
    assert line["x"] > line["x2"]


def test_the_words_carry_every_value() -> None:
    """The alternative text has each place with its figures, its limits and what they say."""
    alt = quadrant_chart(series(FIRST, LAST)).alt

    assert "Dorset, 2023-24: cost £999, −1.0 (−2.0 to 0.5) deviations from the median" in alt
    assert "outcome 79%, −1.0 deviations, better above nought: Higher cost, worse outcome" in alt
    assert "Devon £1000.5 and 83%, 0.5 and 3.0" in alt
    assert "not joined" not in alt


def test_the_table_has_a_row_a_place_with_the_area_first() -> None:
    """Own places stand in the order of time, and the neighbours below."""
    rows = quadrant_chart(series(FIRST, LAST)).table.rows

    assert [row[:2] for row in rows] == [
        ("Dorset", "2023-24"),
        ("Dorset", "2024-25"),
        ("Devon", "2024-25"),
        ("Kent", "2024-25"),
    ]
    assert rows[0][3] == "−1.0 (−2.0 to 0.5)"
    assert rows[1][6] == "Higher cost, worse outcome"


def test_a_narrow_screen_has_a_form_of_its_own() -> None:
    """The form for a telephone is half as wide, and says the same."""
    wide = quadrant_chart(series(FIRST, LAST))

    assert wide.narrow is not None
    assert (wide.width, wide.narrow.width) == (500, 250)
    assert wide.narrow.alt == wide.alt


def test_everything_stands_within_the_picture() -> None:
    """Points, limits and labels lie within the picture, whatever the extremes."""
    far = mark("Dorset", "2024-25", 40.0, -9.0, cost_away=(40.0, 30.0, 55.0))
    for chart in (quadrant_chart(series(FIRST, far)), quadrant_chart(series(far)).narrow):
        assert chart is not None
        room, sheet = chart.specification["padding"], chart.specification
        for layer in sheet["layer"]:
            for row in layer["data"]["values"]:
                assert -room["left"] <= row["x"] <= sheet["width"] + room["right"]
                assert -room["top"] <= row["y"] <= sheet["height"] + room["bottom"]


def test_one_place_alone_is_drawn() -> None:
    """With neither neighbours nor another year there is a point, and no key of neighbours."""
    alone = QuadrantSeries(
        anchor="a", title="Care", own=(LAST,), labels=("Dorset",), outcome="Attendance"
    )

    points = quadrant_chart(alone).specification["layer"][1]["data"]["values"]
    assert [point["shape"] for point in points] == ["diamond"]


def test_a_place_that_is_not_bounded_has_no_limits_drawn_and_has_them_in_words() -> None:
    """Of an earlier year the point alone is drawn, so that eight years can be told apart."""
    earlier = mark("Dorset", "2023-24", 0.0, 1.0, cost_away=(0.0, -9.0, 9.0), bounded=False)

    drawn = series(earlier, LAST)
    assert len(rules(series(FIRST, LAST))) - len(rules(drawn)) == 6
    assert "0.0 (−9.0 to 9.0)" in quadrant_chart(drawn).alt


def test_labels_of_places_that_lie_together_do_not_cover_each_other() -> None:
    """Each label has its own room, and an empty one is not written."""
    near = [
        mark("Dorset", str(year), 1.0 + year / 50, 0.5, bounded=False, joined=year > 1)
        for year in range(1, 5)
    ]
    drawn = QuadrantSeries(
        anchor="a",
        title="Care",
        own=tuple(near),
        labels=("2017-18", "2018-19, new series", "", "Dorset 2024-25"),
        outcome="Attendance",
        others=OTHERS,
    )

    words = quadrant_chart(drawn).specification["layer"][2]["data"]["values"]
    rows = [row for row in words if row["text"][:4] in {"2017", "2018", "Dors"}]
    spans = sorted(
        ((row["x"] - text_width(row["text"], 9.0) / 2, row) for row in rows), key=lambda at: at[0]
    )
    assert len(rows) == 3
    assert all(
        abs(one["y"] - other["y"]) >= 9.0 or left + text_width(one["text"], 9.0) <= start
        for (left, one), (start, other) in pairwise(spans)
    )
