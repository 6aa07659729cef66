"""``purbeck revisions``: what has been revised, how, and what that does to an edition."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

from purbeck.publish.edition import issue_edition
from tests.cli.conftest import Purbeck, written
from tests.cli.pulled import pull_file

HEADING = "measure,area,period,value,numerator,denominator,status,published,note,source\n"
TYPED = HEADING + (
    "attendance,X1,2015-16,95.1,,,,2017-03-23,,\n"
    "attendance,X1,2016-17,95.3,,,provisional,2018-03-22,,\n"
    "attendance,X1,2016-17,95.34,,,final,2018-06-01,,\n"
)
ENGLAND = "E92000001"
APRIL, JULY, AUGUST = date(2018, 4, 1), date(2018, 7, 1), date(2018, 8, 1)


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A council whose own figure was rounded, and whose source revised one and took one back."""
    monkeypatch.setenv("COLUMNS", "200")
    folder = written(tmp_path / "council", **{"observations/a.csv": TYPED})
    first = [
        f"{ENGLAND},2014-15,93.0,,,",
        f"{ENGLAND},2015-16,94.0,,,",
        f"{ENGLAND},2016-17,94.2,,,",
    ]
    pull_file(folder, "a.csv", APRIL, *first)
    pull_file(folder, "b.csv", JULY, first[0], f"{ENGLAND},2015-16,94.5,,,")
    return folder


def listed(purbeck: Purbeck, *arguments: str | Path) -> list[tuple[Any, ...]]:
    run = purbeck("revisions", *arguments, "--json")
    assert (run.code, run.err) == (0, "")
    return [
        (
            each["area"],
            each["period"],
            each["before"]["value"],
            each["after"]["value"],
            each["kind"],
        )
        for each in json.loads(run.out)["revisions"]
    ]


def test_every_revision_of_files_and_history_is_listed(purbeck: Purbeck, council: Path) -> None:
    """In the order in which they were published, each with its kind."""
    assert listed(purbeck, council) == [
        ("X1", "2016-17", 95.3, 95.34, "rounding"),
        (ENGLAND, "2015-16", 94.0, 94.5, "revised"),
        (ENGLAND, "2016-17", 94.2, None, "withdrawn"),
    ]


@pytest.mark.parametrize(
    ("arguments", "kinds"),
    [
        (("--since", "2018-06-01"), ["revised", "withdrawn"]),
        (("--since", "2018-05-31", "--until", "2018-06-01"), ["rounding"]),
        (("--until", "2018-05-31"), []),
        (("--measure", "visits"), []),
        (("--measure", "01", "--since", "2018-06-01"), ["revised", "withdrawn"]),
    ],
)
def test_a_list_can_be_narrowed(
    purbeck: Purbeck, council: Path, arguments: tuple[str, ...], kinds: list[str]
) -> None:
    """After one day and up to another, the second one included; to some measures."""
    assert [each[-1] for each in listed(purbeck, council, *arguments)] == kinds


def test_both_readings_are_traced_to_their_files(purbeck: Purbeck, council: Path) -> None:
    """By file, row, digest, source and day."""
    found = json.loads(purbeck("revisions", council, "--json").out)["revisions"][1]
    before, after = found["before"], found["after"]

    assert (before["file"], before["row"], before["published"]) == ("a.csv", 3, "2018-04-01")
    assert (after["file"], after["row"], after["source"]) == ("b.csv", 3, "dfe")
    assert len(after["digest"]) == 64


def test_the_table_has_words_and_a_count(purbeck: Purbeck, council: Path) -> None:
    """Figures with all the decimals they have, so that what was rounded can be seen."""
    out = purbeck("revisions", council).out

    assert "95.34%" in out
    assert out.splitlines()[-1] == "3 revisions: 1 withdrawn, 1 rounding only, 1 revised."


def test_a_measure_that_was_declared_anew_is_told(purbeck: Purbeck, council: Path) -> None:
    """Each of its figures is one of something else."""
    same = f"{ENGLAND},2014-15,93.0,,,"
    pull_file(council, "c.csv", AUGUST, same, definition="all schools")
    pull_file(council, "d.csv", date(2018, 9, 1), same, definition="state-funded schools")

    assert listed(purbeck, council, "--since", "2018-08-01")[0] == (
        ENGLAND,
        "2014-15",
        93.0,
        93.0,
        "definition",
    )


def test_an_edition_says_which_of_its_figures_were_revised_since(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """Those that it was made from, and no others; and those that the workspace has lost."""
    edition = issue_edition(council, "one", tmp_path / "editions", on=date(2018, 5, 1))
    lost = TYPED.replace("attendance,X1,2015-16,95.1,,,,2017-03-23,,\n", "")
    (council / "observations" / "a.csv").write_text(lost, "utf-8")
    lines = purbeck("revisions", council, "--edition", edition).out.splitlines()

    assert [each[-1] for each in listed(purbeck, council, "--edition", edition)] == [
        "rounding",
        "revised",
        "withdrawn",
    ]
    assert lines[-3:] == [
        "attendance, Exampleshire, 2015-16: no longer in the workspace",
        "3 revisions: 1 withdrawn, 1 rounding only, 1 revised.",
        "Edition one was made from 5 figures, and 4 of them read otherwise now.",
    ]


def test_an_edition_of_today_has_no_revisions(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """What it was made from reads as it does."""
    edition = issue_edition(council, "one", tmp_path / "editions")
    out = purbeck("revisions", council, "--edition", edition).out

    assert out.splitlines() == [
        "No revisions.",
        "Edition one was made from 5 figures, and none of them reads otherwise now.",
    ]


def test_a_provisional_figure_that_was_left_behind_is_listed(
    purbeck: Purbeck, council: Path
) -> None:
    """One that has a final figure after it; the newest provisional figure is only waited for."""
    rows = "attendance,X1,2017-18,95.5,,,provisional,2018-08-01,,\n"
    (council / "observations" / "a.csv").write_text(TYPED + rows, "utf-8")
    waited = purbeck("revisions", council, "--provisional").out
    rows += "attendance,X1,2018-19,95.6,,,,2018-09-01,,\n"
    (council / "observations" / "a.csv").write_text(TYPED + rows, "utf-8")
    left = purbeck("revisions", council, "--provisional").out

    assert waited == "No provisional figures left behind by later final ones.\n"
    assert left.splitlines() == [
        "attendance, Exampleshire, 2017-18: still provisional",
        "1 provisional figure left behind by later final ones.",
    ]


def test_a_small_count_is_not_given_away(purbeck: Purbeck, tmp_path: Path) -> None:
    """Hidden before and after, its move is no revision; hidden now, it was blanked."""
    rows = "".join(
        f"attendance,X1,2016-17,,{count},100,,{day},,\n"
        for count, day in ((97, "2018-01-01"), (98, "2018-02-01"), (90, "2018-03-01"))
    )
    folder = written(tmp_path / "small", **{"observations/a.csv": HEADING + rows})

    assert listed(purbeck, folder) == [("X1", "2016-17", None, 90.0, "filled")]


def test_a_digest_that_could_give_a_count_away_is_left_out(purbeck: Purbeck, council: Path) -> None:
    """Of every file, where the workspace holds a count that may not be shown."""
    hidden = "attendance,X1,2013-14,,98,100,,2015-03-26,,\n"
    (council / "observations" / "b.csv").write_text(HEADING + hidden, "utf-8")
    found = json.loads(purbeck("revisions", council, "--json").out)["revisions"]

    assert {each[side]["digest"] for each in found for side in ("before", "after")} == {""}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--since", "2018-06-02", "--until", "2018-06-01"),
        ("--edition", "nowhere", "--provisional"),
        ("--measure", "nought"),
        ("--edition", "nowhere"),
    ],
)
def test_bad_use_is_one_line(purbeck: Purbeck, council: Path, arguments: tuple[str, ...]) -> None:
    """And nothing on standard output."""
    run = purbeck("revisions", council, *arguments)

    assert run.code != 0
    assert (run.out, run.err.count("\n")) == ("", 1)
