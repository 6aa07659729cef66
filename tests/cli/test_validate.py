"""``purbeck validate``: every issue at once."""

from __future__ import annotations

import json
from pathlib import Path

from purbeck.ingest import read_workspace
from tests.cli.conftest import DORSET, FIGURES, Purbeck, purbeck_alone, written
from tests.spec.small_workspace import SOUND


def bad(folder: Path) -> Path:
    spoiled = FIGURES.replace("95.3", "953").replace("visits,X1", "visit,X1")
    bom = "﻿id,indicator,title,owner,due,status,note\nA1,attendance,Call home,,,,\n"
    return written(folder, **{"observations/a.csv": spoiled, "actions.csv": bom})


def test_a_sound_workspace_says_so(purbeck: Purbeck, tmp_path: Path) -> None:
    """A workspace in order has neither errors nor warnings."""
    told = "## Story behind the baseline\n\nAttendance fell to 95.1% in 2016-17: it snowed.\n"
    run = purbeck("validate", written(tmp_path, **{"narrative/01.md": told}))

    assert (run.code, run.err) == (0, "")
    assert run.out == "No errors and no warnings: an edition may be issued.\n"


def test_the_demo_is_doubted_where_it_is_odd(purbeck: Purbeck) -> None:
    """The Dorset demo keeps what its source had: four comparators older than its own figures."""
    run = purbeck("validate", DORSET)

    assert run.code == 0
    assert "comparator-older  warning       4" in run.out
    assert run.out.endswith("6 warnings: an edition may be issued.\n")


def test_each_issue_is_one_line(purbeck: Purbeck, tmp_path: Path) -> None:
    """Every issue is on a line of its own with its gravity before it, however long it is."""
    folder = bad(tmp_path)
    issues = read_workspace(folder).issues
    run = purbeck("validate", folder)
    lines = run.out.splitlines()[: len(issues)]

    assert lines == [f"{issue.severity.value}: {issue}" for issue in issues]
    assert max(len(line) for line in lines) > 80
    assert run.out.endswith("2 errors and 1 warning: no edition may be issued.\n")
    assert (run.code, run.err) == (3, "")


def test_warnings_alone_are_no_failure(purbeck: Purbeck, tmp_path: Path) -> None:
    """A workspace with warnings only is sound."""
    bom = "﻿id,indicator,title,owner,due,status,note\nA1,attendance,Call home,,,,\n"
    told = "## Story behind the baseline\n\nAttendance fell to 95.1% in 2016-17: it snowed.\n"
    files = {"actions.csv": bom, "narrative/01.md": told}
    run = purbeck("validate", written(tmp_path, **files))

    assert run.code == 0
    assert run.out.endswith("1 warning: an edition may be issued.\n")


def test_issues_as_json_hold_every_part_of_the_line(purbeck: Purbeck, tmp_path: Path) -> None:
    """The JSON of an issue has file, row, column, what was received and expected, and advice."""
    run = purbeck("validate", bad(tmp_path), "--json")
    issues = json.loads(run.out)["issues"]
    found = next(issue for issue in issues if issue["code"] == "out-of-range")

    assert run.code == 3
    assert (found["file"], found["row"], found["column"]) == ("observations/a.csv", 3, "value")
    assert (found["severity"], found["received"]) == ("error", "953")
    assert found["expected"] == "a percentage from 0 to 100"
    assert found["advice"]


def test_square_brackets_in_an_issue_are_printed_as_they_are(tmp_path: Path) -> None:
    """A value that looks like markup of the terminal is shown and not obeyed."""
    spoiled = FIGURES.replace("95.3", "[red]95[/red]")
    run = purbeck_alone("validate", written(tmp_path, **{"observations/a.csv": spoiled}))

    assert "received '[red]95[/red]'" in run.out


def test_the_report_is_a_web_page(purbeck: Purbeck, tmp_path: Path) -> None:
    """The page lists each issue with what to do, and is the same bytes again."""
    pages = [tmp_path / "one.html", tmp_path / "two" / "page.html"]
    for page in pages:
        purbeck("validate", DORSET, "--html", page)

    text = pages[0].read_text("utf-8")
    assert "6 warnings: an edition may be issued." in text
    assert "Load the comparator" in text
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_an_edition_is_refused_where_a_check_gives_an_error(
    purbeck: Purbeck, tmp_path: Path
) -> None:
    """A target of 73,390 beside visits of 120 is an error, until it is accepted with a reason."""
    target = '\n[measure.target]\nvalues = { "Q1 2018-19" = 73390 }\n'
    sound = SOUND["framework.toml"]
    folder = written(tmp_path, **{"framework.toml": f"{sound}{target}"})
    refused = purbeck("issue", folder, "--edition", "2018-09")

    assert refused.code == 3
    assert "[target-implausible]" in refused.err
    assert not (folder / "editions").exists()

    accepted = '[[accepted]]\ncode = "target-implausible"\nreason = "as printed"\n'
    (folder / "policy.toml").write_text(accepted, "utf-8")

    assert purbeck("issue", folder, "--edition", "2018-09").code == 0
    assert "1 more accepted by policy.toml" in purbeck("validate", folder).out
