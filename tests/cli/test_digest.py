"""``purbeck digest``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import DORSET, Purbeck, files_in, written

QUESTIONS = (
    "id,measure,asked_by,asked_on,question,answered_on,answer,answered_by,status\n"
    "q1,01,Chair,2018-07-01,Why is it low?,,,,\n"
)


@pytest.mark.parametrize("reader", ["committee", "director", "public", "scrutiny"])
def test_each_reader_has_a_digest(
    purbeck: Purbeck, council: Path, tmp_path: Path, reader: str
) -> None:
    """It is written in the formats asked for, under the name of the reader."""
    out = tmp_path / "out"
    run = purbeck("digest", council, "--for", reader, "--format", "html,docx", "--out", out)

    assert run.code == 0
    assert files_in(out) == [f"digest-{reader}.docx", f"digest-{reader}.html"]


def test_the_digest_goes_into_the_workspace_if_no_place_is_named(
    purbeck: Purbeck, council: Path
) -> None:
    """Into a folder of digests."""
    purbeck("digest", council, "--for", "committee", "--format", "html")

    assert files_in(council / "digests") == ["digest-committee.html"]


def test_the_page_for_the_public_says_how_hard_it_is_to_read(
    purbeck: Purbeck, tmp_path: Path
) -> None:
    """The grade that was measured, and the limit."""
    run = purbeck("digest", DORSET, "--for", "public", "--format", "html", "--out", tmp_path)
    line = next(line for line in run.out.splitlines() if line.startswith("Reading age"))

    assert run.err == ""
    assert ": Flesch-Kincaid grade " in line
    assert ", of at most 6.0; " in line


def test_a_page_that_is_too_hard_is_warned_of(purbeck: Purbeck, council: Path) -> None:
    """With the name that is the hardest to read; it is written all the same."""
    name = " ".join(["Unsatisfactory educational participation"] * 9)
    file = council / "framework.toml"
    file.write_text(file.read_text().replace('"Attendance"', f'"{name}"'))
    run = purbeck("digest", council, "--for", "public", "--format", "html")

    assert run.code == 0
    assert "warning: The page is harder to read than the limit." in run.err
    assert "the hardest is 'Unsatisfactory" in run.err


def test_one_officer_has_a_digest_of_their_own(
    purbeck: Purbeck, council: Path, tmp_path: Path
) -> None:
    """By id or by name; the file bears the id that was typed."""
    run = purbeck(
        "digest",
        council,
        *("--for", "director", "--officer", "asha-patel"),
        *("--format", "html", "--out", tmp_path / "out"),
    )

    assert run.code == 0
    assert run.out.startswith("No indicators and measures. Nothing is due or missing.")
    assert files_in(tmp_path / "out") == ["digest-director-asha-patel.html"]


def test_members_questions_are_asked_again(purbeck: Purbeck, tmp_path: Path) -> None:
    """One without an answer is in the digest for the committee."""
    council = written(tmp_path / "c", **{"questions.csv": QUESTIONS})
    purbeck("digest", council, "--for", "committee", "--format", "html", "--out", tmp_path / "o")
    page = (tmp_path / "o" / "digest-committee.html").read_text("utf-8")

    assert "Why is it low?" in page
    assert "Not answered" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--for", "comittee"), "'comittee' is no reader; the nearest is 'committee'."),
        (("--for", "public", "--format", "xlsx"), "a digest does not come as xlsx"),
        (("--for", "public", "--officer", "x"), "an officer is for --for director."),
        (("--for", "director", "--officer", "asha"), "There is no officer 'asha'"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_line(
    purbeck: Purbeck, council: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Nothing is written."""
    run = purbeck("digest", council, *arguments)

    assert run.code == 2
    assert said in run.err
    assert not (council / "digests").exists()
