"""The option that asks for a report in another language than the workspace's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.cli.exits import ExitCode
from tests.cli.conftest import Purbeck


def made(folder: Path) -> str:
    """Give the words of every text file that a command has made."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(path.read_text("utf-8", errors="ignore") for path in files)


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        (("build", "--format", "txt"), "Crynodeb gweithredol"),
        (("site",), "Neidio i&#39;r cynnwys"),
        (("digest", "--for", "committee", "--format", "html"), "Crynodeb i&#39;r pwyllgor"),
        (("cards",), "Ffigurau fel tabl: "),
    ],
)
def test_what_is_made_is_in_the_language_asked_for(
    purbeck: Purbeck, council: Path, tmp_path: Path, arguments: tuple[str, ...], known: str
) -> None:
    """With ``--language cy`` the furniture is Welsh, although the workspace says nothing of it."""
    command, *options = arguments
    out = tmp_path / "out"
    done = purbeck(command, council, "--out", out, "--language", "cy", *options)

    assert done.code == ExitCode.DONE
    assert known in made(out)


def test_a_calendar_is_in_the_language_asked_for(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """The events of a calendar say that they are in the language, and are."""
    actions = "id,indicator,title,owner,due,status,note\nA1,attendance,Ffonio,,2018-10-01,,\n"
    (council / "actions.csv").write_text(actions, "utf-8")
    purbeck("calendar", council, "--out", tmp_path / "due.ics", "--language", "cy")

    said = (tmp_path / "due.ics").read_text("utf-8")

    assert "SUMMARY;LANGUAGE=cy:Cam gweithredu i'w gwblhau: Ffonio" in said


def test_a_language_without_a_catalogue_is_refused(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """A language that nothing can be told in is refused in one line, with those that can be."""
    done = purbeck("build", council, "--out", tmp_path / "out", "--language", "fr")

    assert done.code == ExitCode.USAGE
    assert "cy" in done.err
    assert len(done.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_without_the_option_the_language_is_the_workspace_s(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """The report is in the language that framework.toml declares."""
    purbeck("build", council, "--out", tmp_path / "out", "--format", "txt")

    assert "Executive summary" in made(tmp_path / "out")
