"""``purbeck validate``: every issue at once."""

from __future__ import annotations

import json
from pathlib import Path

from purbeck.ingest import read_workspace
from tests.cli.conftest import DORSET, FIGURES, Purbeck, purbeck_alone, written


def bad(folder: Path) -> Path:
    spoiled = FIGURES.replace("95.3", "953").replace("visits,X1", "visit,X1")
    bom = "﻿id,indicator,title,owner,due,status,note\nA1,attendance,Call home,,,,\n"
    return written(folder, **{"observations/a.csv": spoiled, "actions.csv": bom})


def test_a_sound_workspace_says_so(purbeck: Purbeck) -> None:
    """The Dorset demo has neither errors nor warnings."""
    run = purbeck("validate", DORSET)

    assert (run.code, run.err) == (0, "")
    assert run.out == "No errors and no warnings: the workspace builds.\n"


def test_each_issue_is_one_line(purbeck: Purbeck, tmp_path: Path) -> None:
    """Every issue is on a line of its own with its gravity before it, however long it is."""
    folder = bad(tmp_path)
    issues = read_workspace(folder).issues
    run = purbeck("validate", folder)
    *lines, counts = run.out.splitlines()

    assert lines == [f"{issue.severity.value}: {issue}" for issue in issues]
    assert max(len(line) for line in lines) > 80
    assert counts == "2 errors, 1 warning."
    assert (run.code, run.err) == (3, "")


def test_warnings_alone_are_no_failure(purbeck: Purbeck, tmp_path: Path) -> None:
    """A workspace with warnings only is sound."""
    bom = "﻿id,indicator,title,owner,due,status,note\nA1,attendance,Call home,,,,\n"
    run = purbeck("validate", written(tmp_path, **{"actions.csv": bom}))

    assert run.code == 0
    assert run.out.endswith("No errors, 1 warning.\n")


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
