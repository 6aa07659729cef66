"""An edition is written whole, never changed, and can be made again byte for byte."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from purbeck.ingest.starter import write_starter
from purbeck.model.errors import EditionError, UsageError, WorkspaceError
from purbeck.publish.edition import Fault, edition_digest, issue_edition, verify_edition


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    write_starter(folder, date(2026, 9, 30))
    return folder


@pytest.fixture
def edition(workspace: Path, tmp_path: Path) -> Path:
    return issue_edition(workspace, "2026-09", tmp_path / "editions")


def writable(path: Path) -> Path:
    path.chmod(0o644)
    return path


def test_an_edition_holds_what_it_was_made_from(edition: Path, workspace: Path) -> None:
    """Documents in four formats, the verdicts, and the workspace as it was."""
    kinds = {path.suffix for path in (edition / "documents").iterdir()}
    manifest = json.loads((edition / "manifest.json").read_text())
    framework = (edition / "workspace" / "framework.toml").read_bytes()

    assert kinds == {".pdf", ".html", ".docx", ".xlsx"}
    assert framework == (workspace / "framework.toml").read_bytes()
    assert "assessments.json" in manifest["files"]
    assert manifest["as_known_on"] == "2026-09-30"


def test_an_edition_can_be_made_again(edition: Path) -> None:
    """The workspace inside gives the same bytes."""
    found = verify_edition(edition, edition_digest(edition))

    assert found.holds, found.faults


def test_another_process_gives_the_same_bytes(edition: Path, workspace: Path) -> None:
    """Nothing hangs on the hash seed, the time zone, the locale or the chart cache."""
    other = edition.parent / "other"
    code = (
        "from pathlib import Path; from purbeck.publish.edition import issue_edition;"
        f"issue_edition(Path({str(workspace)!r}), '2026-09', Path({str(other)!r}))"
    )
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PURBECK_CACHE": ""}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)

    assert edition_digest(other / "2026-09") == edition_digest(edition)


def test_an_edition_is_never_changed(edition: Path, workspace: Path) -> None:
    """Issuing one that exists is refused, and what exists is left as it is."""
    before = edition_digest(edition)

    with pytest.raises(EditionError, match="exists already"):
        issue_edition(workspace, "2026-09", edition.parent)

    assert edition_digest(edition) == before
    assert not (edition / "documents" / "x").exists()
    assert (edition / "manifest.json").stat().st_mode & 0o222 == 0


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (lambda e: writable(e / "workspace/risks.csv").write_text("id\n"), Fault.CHANGED),
        (lambda e: (e / "workspace/risks.csv").unlink(), Fault.MISSING),
        (lambda e: (e / "documents/more.txt").write_text("x"), Fault.ADDED),
    ],
)
def test_what_was_tampered_with_is_named(edition: Path, tamper: object, fault: Fault) -> None:
    """A file changed, taken away or added is found."""
    tamper(edition)  # type: ignore[operator]
    found = verify_edition(edition)

    assert [f.fault for f in found.faults] == [fault]


def test_a_document_that_its_workspace_does_not_give_is_found(edition: Path) -> None:
    """A page put in with its digest is found out by making the page again."""
    import hashlib

    name = next(path.name for path in (edition / "documents").glob("*.html"))
    page = writable(edition / "documents" / name)
    page.write_bytes(page.read_bytes().replace(b"Exampleshire", b"Somewhere   "))
    manifest = writable(edition / "manifest.json")
    text = json.loads(manifest.read_text())
    text["files"][f"documents/{name}"] = hashlib.sha256(page.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(text))

    found = verify_edition(edition)

    assert [(f.fault, f.subject) for f in found.faults] == [
        (Fault.NOT_REPRODUCED, f"documents/{name}")
    ]


def test_a_manifest_written_anew_is_found_by_its_digest(edition: Path) -> None:
    """The digest that was noted at issue gives away what the manifest itself cannot."""
    noted = edition_digest(edition)
    manifest = writable(edition / "manifest.json")
    manifest.write_text(manifest.read_text() + "\n")

    assert verify_edition(edition).holds
    assert [f.fault for f in verify_edition(edition, noted).faults] == [Fault.OTHER_DIGEST]


def test_bad_data_issues_nothing(workspace: Path, tmp_path: Path) -> None:
    """A workspace with an error leaves no folder behind, whole or half."""
    (workspace / "framework.toml").write_text("nonsense = [")

    with pytest.raises(WorkspaceError):
        issue_edition(workspace, "2026-09", tmp_path / "editions")

    assert list((tmp_path / "editions").iterdir()) == []


@pytest.mark.parametrize("name", ["", "..", "a/b", " 2026", "-x"])
def test_an_edition_is_named_as_a_folder_can_be(workspace: Path, tmp_path: Path, name: str) -> None:
    """A name that would lead elsewhere is refused."""
    with pytest.raises(UsageError):
        issue_edition(workspace, name, tmp_path)


def test_a_folder_that_is_no_edition_is_refused(tmp_path: Path) -> None:
    """Without a manifest there is nothing to verify."""
    with pytest.raises(EditionError, match="is not an edition"):
        verify_edition(tmp_path)
