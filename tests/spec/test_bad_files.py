"""What a workspace says of files that are not what they should be: encodings, kinds, places."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from purbeck.ingest import open_workspace, read_workspace
from purbeck.model.errors import UsageError, WorkspaceError
from tests.spec.small_workspace import FIGURES, FRAMEWORK, lines_of, read_with

ACCENTED = FIGURES.replace(",2018-03-01,", ",2018-03-01,As in the café’s books")
NOT_TEXT = "Save the file again as plain text (CSV, UTF-8) or as .xlsx. [unreadable-file]"
UTF_16 = (
    "received text in UTF-16, also called 'Unicode text', expected plain text in UTF-8. "
    "Save the file again as 'CSV UTF-8' or, in an editor, with encoding UTF-8. [unreadable-file]"
)
EMPTY = "received an empty file, expected content."
FIGURES_FILE = "observations/a.csv"

BYTES = [
    pytest.param(
        FIGURES_FILE,
        b"\xef\xbb\xbf" + FIGURES.encode(),
        "warning: observations/a.csv, row 1: received a byte order mark, expected plain UTF-8. "
        "It was skipped. Save as 'UTF-8' and not 'UTF-8 with BOM'. [byte-order-mark]",
        id="a byte order mark",
    ),
    pytest.param(
        "framework.toml",
        b"\xef\xbb\xbf" + FRAMEWORK.encode(),
        "warning: framework.toml, row 1: received a byte order mark, expected plain UTF-8. "
        "It was skipped. Save as 'UTF-8' and not 'UTF-8 with BOM'. [byte-order-mark]",
        id="a byte order mark in the framework",
    ),
    pytest.param(
        FIGURES_FILE,
        ACCENTED.encode("cp1252"),
        "warning: observations/a.csv, row 2: received the byte 0xE9, expected text in UTF-8. "
        "It was read as Windows-1252. Check accents and dashes, then save as 'CSV UTF-8'. "
        "[not-utf8]",
        id="Windows-1252",
    ),
    pytest.param(
        FIGURES_FILE, FIGURES.encode("utf-16"), f"observations/a.csv: {UTF_16}", id="UTF-16"
    ),
    pytest.param(
        FIGURES_FILE,
        FIGURES.encode("utf-16-le"),
        f"observations/a.csv: {UTF_16}",
        id="UTF-16 without its mark",
    ),
    pytest.param(
        FIGURES_FILE,
        FIGURES.encode() + b"\0",
        f"observations/a.csv, row 3: received a NUL byte, expected plain text in UTF-8. {NOT_TEXT}",
        id="a NUL byte",
    ),
    pytest.param(
        "risks.csv",
        b"PK\x03\x04",
        "risks.csv: received a zip file or an Excel workbook, expected plain text in UTF-8. "
        f"{NOT_TEXT}",
        id="a workbook called .csv",
    ),
    pytest.param(
        FIGURES_FILE,
        b"",
        f"observations/a.csv: {EMPTY} Write the header row and at least one row, or delete the "
        "file. [empty-file]",
        id="an empty file",
    ),
    pytest.param(
        "narrative/01.md",
        b" \n",
        f"narrative/01.md: {EMPTY} Write the file, or delete it. [empty-file]",
        id="a narrative of white space",
    ),
    pytest.param(
        "observations/b.xlsx",
        b"measure,area",
        "observations/b.xlsx: received a file that is no workbook, or a damaged one, expected an "
        f"Excel workbook (.xlsx). {NOT_TEXT}",
        id="a text called .xlsx",
    ),
    pytest.param(
        "observations/b.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "observations/b.xlsx: received a workbook with a password, or of the old kind .xls, "
        "expected an Excel workbook (.xlsx). Take the password off, and save the file as .xlsx or "
        "as CSV UTF-8. [unreadable-file]",
        id="a workbook with a password",
    ),
    pytest.param(
        "observations/b.xls",
        b"",
        "observations/b.xls: received a file or folder of another name, expected a file *.csv or "
        "*.xlsx. Rename the file, or move it out of the folder. [unexpected-file]",
        id="a file of another kind among the figures",
    ),
    pytest.param(
        "narrative/01.docx",
        b"",
        "narrative/01.docx: received a file or folder of another name, expected a file *.md. "
        "Rename the file, or move it out of the folder. [unexpected-file]",
        id="a file of another kind among the narratives",
    ),
    pytest.param(
        "narrative/07.md",
        b"## What works\n",
        "narrative/07.md: received '07', expected an indicator of framework.toml: attendance. "
        "Name the file by the number or the id of an indicator. [unknown-reference]",
        id="a narrative on no indicator",
    ),
    pytest.param(
        "narrative/attendance.md",
        b"## What works\n",
        "narrative/attendance.md: received a second file on 'attendance', expected one an "
        "indicator. Join it with 01.md. [duplicate-id]",
        id="two narratives on one indicator",
    ),
]


@pytest.mark.parametrize(("file", "content", "line"), BYTES)
def test_a_file_that_is_not_what_it_should_be_gives_one_line(
    file: str, content: bytes, line: str, tmp_path: Path
) -> None:
    """A file of the wrong encoding, kind or name gives one line, and advice on saving it."""
    reading = read_with(tmp_path, **{file: content})

    assert lines_of(reading) == [line]


@pytest.mark.parametrize("file", ["observations/.DS_Store", "observations/~$a.xlsx"])
def test_what_systems_leave_behind_is_passed_over(file: str, tmp_path: Path) -> None:
    """Hidden files and locks of open spreadsheets among the figures are nobody's mistake."""
    reading = read_with(tmp_path, **{file: b"\0"})

    assert reading.issues == ()


def test_a_missing_framework_does_not_hide_wrong_figures(tmp_path: Path) -> None:
    """Without framework.toml, figures are still checked in all that needs no framework."""
    figures = FIGURES.replace("95.3", "95.3%")

    reading = read_with(tmp_path, **{"framework.toml": None, FIGURES_FILE: figures})

    assert lines_of(reading) == [
        "framework.toml: received no file, expected the file. Create the file, or give the folder "
        "that has it. [missing-file]",
        "observations/a.csv, row 2, value: received '95.3%', expected a number. Write 95.3 "
        "without '%'; the measure has the unit. [not-a-number]",
    ]


def test_a_missing_narrative_is_a_warning(tmp_path: Path) -> None:
    """An indicator without a narrative is reported without one, with a warning."""
    reading = read_with(tmp_path, **{"narrative/01.md": None})

    assert reading.workspace is not None
    assert lines_of(reading) == [
        "warning: narrative/attendance.md: received no file, expected the narrative on "
        "'attendance'. Write the file, by this name or by the number of the indicator. "
        "[missing-file]"
    ]


def test_missing_figures_are_a_warning(tmp_path: Path) -> None:
    """A workspace without figures is read, so that a framework can be tried before them."""
    reading = read_with(tmp_path, **{FIGURES_FILE: None})

    assert reading.workspace is not None
    assert [issue.code.value for issue in reading.warnings] == ["missing-file"]


def test_policy_risks_and_actions_may_be_left_out(tmp_path: Path) -> None:
    """A workspace needs neither a policy nor registers of risks and actions."""
    left_out = {"policy.toml": None, "risks.csv": None, "actions.csv": None}

    reading = read_with(tmp_path, **left_out)

    assert reading.issues == ()


@pytest.mark.parametrize("name", ["framework.toml", "policy.toml", "risks.csv", "narrative/01.md"])
def test_a_folder_in_place_of_a_file_is_an_error(name: str, tmp_path: Path) -> None:
    """A folder that has the name of a file is put down, and not opened."""
    (tmp_path / name).mkdir(parents=True)

    reading = read_with(tmp_path, **{name: None})

    expected = (
        f"{name}: received a folder, expected a file. Move it away, or put the file in its place. "
        "[unreadable-file]"
    )
    assert expected in lines_of(reading)


def test_a_file_in_place_of_the_folder_of_figures_is_an_error(tmp_path: Path) -> None:
    """A file called ``observations`` is put down, as no figures can be read from it."""
    (tmp_path / "observations").write_text("")

    reading = read_with(tmp_path, **{FIGURES_FILE: None})

    assert [str(issue).split(":")[0] for issue in reading.errors] == ["observations"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads any file")
def test_a_file_without_permission_is_an_error(tmp_path: Path) -> None:
    """A file that the system will not open is put down with what the system says."""
    read_with(tmp_path)
    (tmp_path / FIGURES_FILE).chmod(0)

    reading = read_workspace(tmp_path)

    assert "Permission denied" in str(reading.errors[0])


def test_a_folder_that_is_not_there_is_bad_use(tmp_path: Path) -> None:
    """A workspace that does not exist is a mistake in the call and not in the data."""
    with pytest.raises(UsageError, match="There is no folder"):
        read_workspace(tmp_path / "nowhere")


def test_opening_a_workspace_raises_with_every_error(tmp_path: Path) -> None:
    """``open_workspace`` is for callers that cannot go on: it raises all errors together."""
    read_with(tmp_path, **{FIGURES_FILE: FIGURES.replace("95.3", "x").replace("X1", "X2")})

    with pytest.raises(WorkspaceError) as raised:
        open_workspace(tmp_path)

    assert [issue.problem.field for issue in raised.value.issues] == ["area", "value"]


def test_opening_a_workspace_lets_go_of_warnings(tmp_path: Path) -> None:
    """A workspace with warnings alone can be opened."""
    read_with(tmp_path, **{FIGURES_FILE: FIGURES.replace(",", ";")})

    workspace = open_workspace(tmp_path)

    assert len(workspace.observations) == 1
