"""Small areas from a folder to every form of a report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from purbeck.ingest.reading import open_workspace
from purbeck.publish.compose.place import place_blocks, place_sections
from purbeck.publish.compose.place_sheets import place_sheets
from purbeck.publish.document import Bullets, Figure, Heading, Table
from purbeck.publish.place_record import place_records
from purbeck.publish.wording.place import place_sentences, shrunken_words
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecards

FRAMEWORK = """
[organisation]
name = "Borough"
area = "X1"

[report]
title = "Report"
date = 2026-03-01

[[area]]
code = "X1"
name = "Borough"
{areas}
[[outcome]]
id = "well"
name = "People are well"

[[indicator]]
id = "falls"
number = "01"
outcome = "well"
name = "Falls"
unit = "rate-per-1000"
polarity = "lower"
period = "calendar_year"
{place}
"""

PLACE = """
[[place]]
measure = "01"
kind = "ward"
most_years = 4
boundaries = "wards.geojson"
code_key = "ward"
"""

AREA = '[[area]]\ncode = "W{n}"\nname = "Ward {n}"\nkind = "ward"\nwithin = "X1"\nsetting = "{s}"\n'


def scored(folder: Path, place: str = PLACE) -> DisclosedScorecard:
    """Write a folder of fifteen wards, of which one is far worse and one hidden, and score it."""
    areas = "".join(AREA.format(n=n, s="rural" if n % 2 else "urban") for n in range(15))
    rows = ["measure,area,period,value,numerator,denominator,status"]
    for year in range(2020, 2026):
        rows.append(f"falls,X1,{year},10,,,final")
        for n in range(15):
            count = 60 if n == 3 else 8 + (n + year) % 4
            figures = f"{count},{count},1000,final" if n != 7 else ",,,suppressed"
            rows.append(f"falls,W{n},{year},{figures}")
    shapes = [
        {
            "type": "Feature",
            "properties": {"ward": f"W{n}"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[n, 51], [n + 1, 51], [n + 1, 52], [n, 52], [n, 51]]],
            },
        }
        for n in range(14)
    ]
    for name in ("observations", "boundaries"):
        (folder / name).mkdir()
    (folder / "framework.toml").write_text(FRAMEWORK.format(areas=areas, place=place))
    (folder / "policy.toml").write_text('name = "Plain"\n')
    (folder / "observations" / "falls.csv").write_text("\n".join(rows) + "\n")
    collection = {"type": "FeatureCollection", "features": shapes}
    (folder / "boundaries" / "wards.geojson").write_text(json.dumps(collection))
    (found,) = disclosed_scorecards(open_workspace(folder))
    return found


@pytest.fixture
def scorecard(tmp_path: Path) -> DisclosedScorecard:
    """A scorecard with small areas."""
    return scored(tmp_path)


def test_the_place_that_is_far_worse_is_named(scorecard: DisclosedScorecard) -> None:
    """Ward 3 stands out, with how many would lie outside by chance beside it."""
    worst, chance, *_ = place_sentences(scorecard.places[0])

    assert worst.startswith("Standing out for the worse, though so many were looked at: Ward 3 (")
    assert "of 14 lie outside the 95% limits on the worse side" in chance
    assert "by chance alone about 0.4 would on each" in chance


def test_years_are_pooled_as_declared_and_said(scorecard: DisclosedScorecard) -> None:
    """About ten falls a year need two years for twenty events."""
    said = " ".join(place_sentences(scorecard.places[0]))

    assert "Counts of 2 periods, 2024 to 2025, are taken together" in said


def test_a_measure_has_its_places_in_its_section(scorecard: DisclosedScorecard) -> None:
    """A heading, sentences, the map, the funnel, and a table with the worst place first."""
    blocks = list(place_blocks(scorecard, scorecard.assessments[0]))

    assert [type(block) for block in blocks] == [Heading, Bullets, Figure, Figure, Table]
    assert blocks[0] == Heading("Within the area")
    table = blocks[-1]
    assert isinstance(table, Table)
    assert table.rows[0][0].text[0].text == "Ward 3"
    assert len(table.rows) == 15


def test_a_place_without_an_outline_is_named_beside_the_map(scorecard: DisclosedScorecard) -> None:
    """Ward 14 is not on the map, and the words beside it say so."""
    figures = [
        block
        for block in place_blocks(scorecard, scorecard.assessments[0])
        if isinstance(block, Figure)
    ]

    assert figures[0].chart.alt.endswith("Not on the map: Ward 14.")


def test_what_is_hidden_has_no_figure_anywhere(scorecard: DisclosedScorecard) -> None:
    """A suppressed place has a mark in the sheet, no figures in the record, and no verdict."""
    (sheet,) = place_sheets(scorecard)
    row = next(row for row in sheet.rows if row[2] == "W7")
    record = next(each for each in place_records(scorecard)[0].areas if each.code == "W7")

    assert row[6] == "[c]"
    assert row[13] == "cannot be assessed"
    assert (record.verdict, record.reason) == ("cannot be assessed", "suppressed")
    assert set(record.figures) <= {"areas"}


def test_the_summary_counts_each_measure(scorecard: DisclosedScorecard) -> None:
    """Of fifteen places fourteen are placed, one lies outside on the worse side and stands out."""
    (section,) = place_sections(scorecard)
    table = next(block for block in section.blocks if isinstance(block, Table))

    assert [cell.text[0].text for cell in table.rows[0]] == [
        "01 Falls", "15", "14", "1", "0.4", "1", "0",
    ]  # fmt: skip


def test_without_a_declaration_nothing_is_said(tmp_path: Path) -> None:
    """A framework without small areas has no block, no section and no sheet of them."""
    scorecard = scored(tmp_path, place="")

    assert list(place_blocks(scorecard, scorecard.assessments[0])) == []
    assert list(place_sections(scorecard)) == []
    assert list(place_sheets(scorecard)) == []


def test_a_drawn_figure_without_both_ends_stands_without_an_interval(
    scorecard: DisclosedScorecard,
) -> None:
    """Of counts that are too large to be drawn the report is still made."""
    found = scorecard.places[0]
    each = next(area for area in found.areas if "shrunken_upper" in area.standing.evidence)
    half = {k: v for k, v in each.standing.evidence.items() if k != "shrunken_upper"}
    said = shrunken_words(
        replace(each, standing=replace(each.standing, evidence=half)), found.measure
    )

    assert said
    assert "(" not in said
