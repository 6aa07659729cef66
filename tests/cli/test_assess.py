"""``purbeck assess``: the verdicts, as table, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from purbeck.publish.assessment_schema import assessments_schema
from tests.cli.conftest import DORSET, Purbeck, purbeck_alone, written

PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "assessments.schema.json"


def assessed(purbeck: Purbeck, *arguments: str | Path) -> dict[str, dict[str, Any]]:
    run = purbeck("assess", *arguments, "--json")
    assert run.code == 0, run.err
    return {record["measure"]: record for record in json.loads(run.out)["assessments"]}


def verdict_of(record: dict[str, Any], label: str) -> tuple[float, str, str]:
    held = next(held for held in record["comparators"] if held["label"].startswith(label))
    return held["value"], held["verdict"], held["rag"]


def test_a_fall_of_two_tenths_in_attendance_is_marginal(purbeck: Purbeck) -> None:
    """Attendance in Dorset fell from 95.3% to 95.1%: a marginal change, similar to neighbours."""
    record = assessed(purbeck, DORSET)["good-attendance"]
    neighbours, verdict, rag = verdict_of(record, "Statistical neighbours")

    assert record["previous"] == {"period": "2015-16", "value": 95.3, "status": "final"}
    assert record["latest"] == {"period": "2016-17", "value": 95.1, "status": "final"}
    assert (record["change"], record["trend"]["verdict"]) == (-0.2, "marginal change")
    assert (record["trend"]["rag"], record["rag"]) == ("A", "A")
    assert (round(neighbours, 1), verdict, rag) == (95.3, "similar", "A")


def test_a_provisional_rise_at_key_stage_2_is_improving_and_worse_than_england(
    purbeck: Purbeck,
) -> None:
    """Key Stage 2 rose from 57% to a provisional 60%, and is worse than region and England."""
    record = assessed(purbeck, DORSET)["key-stage-2-expected"]

    assert (record["previous"]["value"], record["latest"]["value"]) == (57, 60)
    assert record["latest"]["status"] == "provisional"
    assert record["trend"]["verdict"] == "improving"
    assert "latest-provisional" in record["trend"]["caveats"]
    assert verdict_of(record, "South West") == (63, "worse", "R")
    assert verdict_of(record, "England") == (64, "worse", "R")


def test_self_directed_support_is_green_against_a_stale_comparator(purbeck: Purbeck) -> None:
    """Self-directed support is improving and better than England, whose figure is called older."""
    record = assessed(purbeck, DORSET)["self-directed-support"]
    england = record["comparators"][0]

    assert (record["previous"]["value"], record["latest"]["value"]) == (97.6, 99.8)
    assert (record["trend"]["verdict"], record["trend"]["rag"]) == ("improving", "G")
    assert verdict_of(record, "England") == (86.9, "better", "G")
    assert "comparator-older" in england["caveats"]


def test_json_is_as_its_published_schema_says(purbeck: Purbeck) -> None:
    """The JSON of assess holds to the schema in docs/reference."""
    run = purbeck("assess", DORSET, "--json", "--area", "Dorset", "--area", "Devon")
    schema = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(run.out), schema)
    spoiled = json.loads(run.out)
    spoiled["assessments"][0]["rag"] = "amber"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(spoiled, schema)


def test_the_published_schema_is_that_of_the_program(purbeck: Purbeck) -> None:
    """The page docs/reference/assessments.schema.json is what ``purbeck schema`` prints."""
    run = purbeck("schema")

    assert run.out == assessments_schema()
    assert PUBLISHED.read_text(encoding="utf-8") == run.out, (
        "write it again: purbeck schema > docs/reference/assessments.schema.json"
    )


def test_warnings_keep_out_of_json(tmp_path: Path) -> None:
    """With warnings in the workspace, standard output is JSON alone and they are on the other."""
    bom = "﻿id,indicator,title,owner,due,status,note\nA1,attendance,Call home,,,,\n"
    run = purbeck_alone("assess", written(tmp_path, **{"actions.csv": bom}), "--json")

    assert run.code == 0
    assert json.loads(run.out)["organisation"] == "Exampleshire"
    assert run.err.startswith("warning: actions.csv")
    assert "[byte-order-mark]" in run.err


def test_csv_has_a_row_for_each_measure_and_area(purbeck: Purbeck) -> None:
    """CSV has one row a measure and area, with figures as numbers and comparators in one cell."""
    run = purbeck("assess", DORSET, "--csv", "--area", "Dorset", "--area", "Devon")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    attendance = next(row for row in rows if row["measure"] == "good-attendance")

    assert len(rows) == 2 * 21
    assert {row["area_name"] for row in rows} == {"Dorset", "Devon"}
    assert (attendance["latest_value"], attendance["change"]) == ("95.1", "-0.2")
    assert (attendance["trend"], attendance["rag"]) == ("marginal change", "A")
    assert "South West | 2016-17 | 95.21 | similar | A; England" in attendance["comparators"]


def test_csv_leaves_cells_empty_where_there_is_nothing(purbeck: Purbeck, council: Path) -> None:
    """A measure with one figure has no previous value and no change, and neither says 'None'."""
    run = purbeck("assess", council, "--csv")
    visits = list(csv.DictReader(io.StringIO(run.out)))[1]

    assert visits["latest_value"] == "120.0"
    assert [visits[name] for name in ("previous_period", "previous_value", "change")] == [""] * 3
    assert visits["comparators"] == ""


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_fits_its_screen(
    purbeck: Purbeck, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """No line is longer than the screen, and no name is cut, however long."""
    monkeypatch.setenv("COLUMNS", str(width))
    run = purbeck("assess", DORSET)
    lines = run.out.splitlines()
    words = run.out.split()

    assert max(len(line.rstrip()) for line in lines) <= width
    assert "…" not in run.out
    assert {"Foundation", "provisional", "Improving", "Worsening", "Q1", "4,551"} <= set(words)


@pytest.mark.parametrize("width", [80, 120])
def test_colour_is_never_alone(
    purbeck: Purbeck, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """With no colour at all, each RAG is there as a letter and as a word."""
    monkeypatch.setenv("COLUMNS", str(width))
    words = purbeck("assess", DORSET).out.split()

    for letter, word in (("G", "Green"), ("A", "Amber"), ("R", "Red"), ("ND", "data")):
        assert words.count(letter) == words.count(word) > 0


def test_the_table_says_how_a_measure_stands_to_its_comparators(
    purbeck: Purbeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Comparators are named under the verdict that they were given."""
    monkeypatch.setenv("COLUMNS", "200")
    run = purbeck("assess", DORSET)

    assert "Worse: South West; England" in run.out
    assert "Better: England" in run.out
    assert "Cannot be assessed: South West; England" in run.out


def test_what_was_published_later_is_not_known(purbeck: Purbeck, council: Path) -> None:
    """As of a day before a figure came out, the figure before it is the latest."""
    before = assessed(purbeck, council, "--as-of", "2018-03-21")["attendance"]
    on_the_day = assessed(purbeck, council, "--as-of", "2018-03-22")["attendance"]

    assert (before["latest"]["value"], on_the_day["latest"]["value"]) == (95.3, 95.1)


@pytest.mark.parametrize("area", ["E10000008", "Devon", "devon"])
def test_an_area_is_named_by_code_or_name(purbeck: Purbeck, area: str) -> None:
    """An area may be given by its code, or by its name in any capitals."""
    record = assessed(purbeck, DORSET, "--area", area)["good-attendance"]

    assert (record["area"], record["area_name"]) == ("E10000008", "Devon")


def test_an_unknown_area_has_the_nearest_named(purbeck: Purbeck) -> None:
    """An area that the framework does not list stops the run, with the nearest that it does."""
    run = purbeck("assess", DORSET, "--area", "Dorst")

    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert "no area 'Dorst'" in run.err
    assert "'Dorset'" in run.err


def test_json_and_csv_exclude_each_other(purbeck: Purbeck, council: Path) -> None:
    """Both forms at once cannot be given."""
    run = purbeck("assess", council, "--json", "--csv")

    assert (run.code, run.out) == (2, "")


@pytest.mark.parametrize("typed", ["30/09/2018", "2018-9-30", "20180930", "2018-02-30", "soon"])
def test_a_date_is_taken_in_one_form_only(purbeck: Purbeck, council: Path, typed: str) -> None:
    """A date that is not YYYY-MM-DD, or that no calendar has, is refused with an example."""
    run = purbeck("assess", council, "--as-of", typed)

    assert run.code == 2
    assert run.err.count("\n") == 1
    assert f"'{typed}' is no date. Write YYYY-MM-DD, such as 2018-09-30." in run.err


def test_a_missing_folder_is_said_to_be_missing(purbeck: Purbeck, tmp_path: Path) -> None:
    """A workspace that is not there is one readable line."""
    run = purbeck("assess", tmp_path / "nowhere")

    assert (run.code, run.out) == (2, "")
    assert run.err == f"error: There is no folder '{tmp_path / 'nowhere'}'.\n"
