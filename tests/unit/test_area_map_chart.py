"""A map of areas as a chart: tiles or outlines, with letters beside the colours."""

from __future__ import annotations

from itertools import pairwise

from purbeck.areas.table import authorities, rows_of
from purbeck.areas.tile_map import tile_places
from purbeck.publish.charts.area_map import FILLINGS, area_map_chart
from purbeck.publish.charts.area_map_series import AreaMapSeries, MapArea
from purbeck.publish.charts.chart import Chart
from purbeck.publish.render.web_style import colours
from purbeck.publish.wording.place import LETTERS

HOLE = ((-2.1, 50.65), (-2.0, 50.65), (-2.0, 50.7), (-2.1, 50.7))
AROUND = ((-2.2, 50.6), (-1.9, 50.6), (-1.9, 50.8), (-2.2, 50.8))


def chart(*areas: MapArea) -> Chart:
    return area_map_chart(
        AreaMapSeries(
            anchor="map",
            title="Attendance",
            period="2024",
            areas=areas,
            legend=(("worse", "W", "Worse"), ("similar", "", "Within the limits")),
            named=areas[:1],
            left_out="Not on the map: Elsewhere.",
        )
    )


def tile(name: str, column: int, sign: str = "similar") -> MapArea:
    return MapArea(
        name=name,
        sign="worse" if sign == "worse" else "similar",
        letter="W" if sign == "worse" else "",
        value="12%",
        says=sign,
        tile=(column, 0),
    )


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_what_stands_on_a_filling_can_be_read() -> None:
    """Every letter has a contrast of at least 4.5 to 1 against its filling."""
    pairs = [sorted(map(luminance, pair)) for pair in FILLINGS.values()]

    assert all((light + 0.05) / (dark + 0.05) >= 4.5 for dark, light in pairs)


def test_what_stands_on_a_filling_can_be_read_on_a_dark_page() -> None:
    """Where the palette changes a filling or its letter, the two still have that contrast."""
    dark = {colour.light.upper(): colour.dark for colour in reversed(colours())}
    changed = [[dark.get(each.upper(), each) for each in pair] for pair in FILLINGS.values()]
    pairs = [sorted(map(luminance, pair)) for pair in changed]

    assert all((light + 0.05) / (dark + 0.05) >= 4.5 for dark, light in pairs)


def test_no_two_verdicts_share_a_letter() -> None:
    """Whoever sees no colour tells every verdict by its letter; only the usual one has none."""
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_the_words_and_the_table_carry_every_value() -> None:
    """The alternative text counts each sign and names who stands out; the table has all."""
    drawn = chart(tile("Ash", 0, "worse"), tile("Birch", 1))

    assert drawn.alt == (
        "Map of Attendance, 2024: 1 worse; 1 within the limits. Ash 12%, worse. "
        "Not on the map: Elsewhere."
    )
    assert drawn.table.rows == (("Ash", "12%", "worse"), ("Birch", "12%", "similar"))


def test_a_map_has_a_narrow_form() -> None:
    """On a telephone the map is half as wide, with letters of the same size."""
    drawn = chart(tile("Ash", 0, "worse"), tile("Birch", 1))

    assert drawn.narrow is not None
    assert (drawn.width, drawn.narrow.width) == (500, 250)


def test_a_hole_is_wound_the_other_way() -> None:
    """A ring within another turns against it, so that it is left empty."""
    lake = MapArea(
        name="Lake", sign="worse", letter="W", value="1%", says="worse", rings=(AROUND, HOLE)
    )
    layer = chart(lake).specification["layer"][0]
    rings = layer["data"]["values"][0]["geometry"]["coordinates"]
    turns = [sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) for ring in rings]

    assert turns[0] > 0 > turns[1]


def test_every_upper_tier_authority_that_stands_has_a_tile_of_its_own() -> None:
    """No authority of today is without a tile, and no two share one."""
    standing = {
        row["code"]
        for row in rows_of("authorities")
        if authorities().by_code(row["code"]).kind.is_upper_tier and not row["end"]
    }
    tiles = {row["code"]: (row["column"], row["row"]) for row in rows_of("tile_map")}

    assert set(tiles) == standing
    assert len(set(tiles.values())) == len(tiles)


def test_a_renewed_code_has_the_tile_of_the_new_one() -> None:
    """Barnsley's code before 2025 stands where Barnsley stands; joined Bournemouth nowhere."""
    places = tile_places()

    assert places["E08000016"] == places["E08000038"]
    assert "E06000028" not in places
