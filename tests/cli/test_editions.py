"""``purbeck issue`` and ``purbeck verify``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Purbeck, written


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Give an edition and its digest; issuing takes time, so that tests share it or copy it."""
    from purbeck.publish.edition import edition_digest, issue_edition

    council = written(tmp_path_factory.mktemp("shared") / "council")
    edition = issue_edition(council, "2018-09", council / "editions")
    return edition, edition_digest(edition)


@pytest.fixture
def copied(issued: tuple[Path, str], tmp_path: Path) -> Path:
    """Give a copy of the edition that a test may spoil."""
    import shutil

    return Path(shutil.copytree(issued[0], tmp_path / "2018-09"))


def test_issue_prints_where_the_edition_is_and_its_digest(purbeck: Purbeck, council: Path) -> None:
    """The folder lies in WORKSPACE/editions, and the digest printed is the one verify takes."""
    run = purbeck("issue", council, "--edition", "2018-09")
    where, digest, proof = run.out.splitlines()
    edition = council / "editions" / "2018-09"
    number = digest.removeprefix("Digest: ")

    assert run.code == 0
    assert where == f"Issued 2018-09: {edition}"
    assert proof == f"Prove it with: purbeck verify {edition} --digest {number}"
    verified = purbeck("verify", edition, "--digest", number)
    assert (verified.code, verified.err) == (0, "")
    assert verified.out.startswith("Edition 2018-09 holds: ")
    assert "its digest is the one given" in verified.out


def test_an_edition_is_issued_once(purbeck: Purbeck, issued: tuple[Path, str]) -> None:
    """A name that has been used cannot be used again, and the edition is left as it is."""
    council = issued[0].parents[1]
    run = purbeck("issue", council, "--edition", "2018-09")

    assert run.code == 5
    assert run.err.startswith("error: The edition '2018-09' exists already")


def test_an_edition_cannot_have_any_name(purbeck: Purbeck, council: Path) -> None:
    """A name that would lead out of the folder is refused, and nothing is written."""
    run = purbeck("issue", council, "--edition", "../out")

    assert run.code == 2
    assert not (council / "editions").exists()


def test_a_changed_file_is_found(purbeck: Purbeck, copied: Path) -> None:
    """One byte more is a fault: which file, what was expected and found, and what to do."""
    spoiled = copied / "workspace" / "policy.toml"
    spoiled.chmod(0o644)
    spoiled.write_bytes(spoiled.read_bytes() + b"\n")
    run = purbeck("verify", copied)
    fault, verdict = run.out.splitlines()

    assert run.code == 5
    assert fault.startswith("workspace/policy.toml: expected ")
    assert ", found " in fault
    assert fault.endswith("Put the file back as it was issued, or issue a new edition. [changed]")
    assert verdict == "Edition 2018-09 does not hold: 1 fault."


def test_missing_and_added_files_are_found(purbeck: Purbeck, copied: Path) -> None:
    """A file taken away and one put in are a line each."""
    (copied / "assessments.json").unlink()
    (copied / "note.txt").write_text("mine")
    lines = purbeck("verify", copied).out.splitlines()

    assert lines[0].startswith(
        "assessments.json: expected the file that was issued, found nothing."
    )
    assert lines[1].startswith("note.txt: expected no such file, found a file.")
    assert lines[2] == "Edition 2018-09 does not hold: 2 faults."


def test_another_digest_is_found(purbeck: Purbeck, issued: tuple[Path, str]) -> None:
    """An edition that is whole in itself, but not the one whose digest was kept, does not hold."""
    run = purbeck("verify", issued[0], "--digest", "0" * 64)

    assert run.code == 5
    assert f"found {issued[1]}" in run.out
    assert "[other-digest]" in run.out


def test_a_folder_that_is_no_edition_is_said_to_be_none(purbeck: Purbeck, council: Path) -> None:
    """Any other folder is one readable line."""
    run = purbeck("verify", council)

    assert (run.code, run.out) == (5, "")
    assert run.err.count("\n") == 1
    assert "is not an edition" in run.err
