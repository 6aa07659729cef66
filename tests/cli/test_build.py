"""``purbeck build``: files whole or not at all, and a summary."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.cli.conftest import FIGURES, Purbeck, files_in, purbeck_alone, written


def test_each_format_asked_for_is_written_and_listed(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """One file an outcome and format is written, and each is listed with its size."""
    out = tmp_path / "reports"
    run = purbeck("build", council, "--out", out, "--format", "html,xlsx")

    assert (run.code, run.err) == (0, "")
    assert files_in(out) == ["good-start.html", "good-start.xlsx"]
    assert f"  {out / 'good-start.html'}  " in run.out
    assert " kB\n" in run.out


def test_the_summary_is_that_of_assess(purbeck: Purbeck, council: Path, tmp_path: Path) -> None:
    """Build ends with the table that assess prints, then the files."""
    table = purbeck("assess", council).out
    run = purbeck("build", council, "--out", tmp_path / "out", "--format", "xlsx")

    assert "A good start" in table
    assert run.out.startswith(table)


def test_reports_go_into_the_workspace_where_no_folder_is_given(
    purbeck: Purbeck, council: Path
) -> None:
    """Without --out the reports go to WORKSPACE/reports, and the workspace still reads."""
    run = purbeck("build", council, "--format", "xlsx")

    assert run.code == 0
    assert files_in(council / "reports") == ["good-start.xlsx"]
    assert purbeck("validate", council).code == 0


def test_bad_data_leaves_nothing_behind(purbeck: Purbeck, tmp_path: Path) -> None:
    """With an error in the workspace every issue is on standard error, and no folder is made."""
    spoiled = FIGURES.replace("95.3", "953").replace("visits,X1", "visit,X1")
    folder = written(tmp_path / "council", **{"observations/a.csv": spoiled})
    run = purbeck("build", folder, "--out", tmp_path / "out")

    assert (run.code, run.out) == (3, "")
    assert [line[:25] for line in run.err.splitlines()] == [
        "error: observations/a.csv",
        "error: observations/a.csv",
        "error: 2 errors in the wo",
    ]
    assert not (tmp_path / "out").exists()


def test_a_format_that_there_is_not_has_the_nearest_named(purbeck: Purbeck, council: Path) -> None:
    """An unknown format stops the run before anything is read."""
    run = purbeck("build", council, "--format", "pdf,doc")

    assert run.code == 2
    assert "--format" in run.err
    assert "'doc' is no format; the nearest is 'docx'" in run.err


def test_no_format_at_all_is_refused(purbeck: Purbeck, council: Path) -> None:
    """A list of formats with nothing in it names those that there are."""
    run = purbeck("build", council, "--format", " , ")

    assert run.code == 2
    assert "pdf, html, docx, xlsx" in run.err


def test_a_file_in_the_place_of_the_folder_is_refused(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """Where --out is a file, it is left as it was."""
    (tmp_path / "out").write_text("mine")
    run = purbeck("build", council, "--out", tmp_path / "out", "--format", "xlsx")

    assert run.code == 2
    assert (tmp_path / "out").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_a_line(purbeck: Purbeck, council: Path) -> None:
    """Where the operating system refuses, its reason is one line without a traceback."""
    run = purbeck("build", council, "--out", "/dev/null/out", "--format", "xlsx")

    assert (run.code, run.out) == (1, "")
    assert run.err == "error: '/dev/null/out': Not a directory.\n"


@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}])
def test_a_pipe_gets_neither_colour_nor_progress(
    council: Path, tmp_path: Path, variables: dict[str, str]
) -> None:
    """Piped, the command writes no escape code, and nothing to standard error."""
    out = tmp_path / "out"
    run = purbeck_alone("build", council, "--out", out, "--format", "xlsx", **variables)

    assert (run.code, run.err) == (0, "")
    assert "\x1b" not in run.out


def test_slides_and_text_are_made_where_they_are_asked_for(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """The short forms are formats like the others, but not among those made by default."""
    run = purbeck("build", council, "--out", tmp_path / "out", "--format", "pptx,txt")

    assert run.code == 0
    assert files_in(tmp_path / "out") == ["good-start.pptx", "good-start.txt"]


def test_a_template_is_told_of_and_used(purbeck: Purbeck, council: Path, tmp_path: Path) -> None:
    """What a council's template lacks is a warning a line, and the report is made in it."""
    template = tmp_path / "own.docx"
    docx.Document().save(str(template))
    run = purbeck(
        "build", council, "--out", tmp_path / "out", "--format", "docx", "--template", template
    )

    assert run.code == 0
    assert [line[:30] for line in run.err.splitlines()] == [
        "warning: own.docx has no style",
        "warning: own.docx has no heade",
    ]
    assert files_in(tmp_path / "out") == ["good-start.docx"]


def test_a_template_that_cannot_be_used_makes_nothing(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """A file that is no template, or a template without Word, is refused at once."""
    (tmp_path / "own.dotx").write_bytes(b"no zip")
    refused = purbeck(
        "build", council, "--out", tmp_path / "out", "--template", tmp_path / "own.dotx"
    )
    idle = purbeck("build", council, "--format", "pdf", "--template", tmp_path / "own.dotx")

    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "error: 'own.dotx' is no Word template that can be read.\n"
    assert idle.code == 2
    assert "a template is for Word" in idle.err
    assert not (tmp_path / "out").exists()
