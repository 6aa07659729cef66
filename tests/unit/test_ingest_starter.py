"""The starter workspace reads without an issue, and is never written over anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.ingest import read_workspace, write_starter
from purbeck.model.errors import UsageError

ON = date(2024, 9, 30)


def test_the_starter_reads_without_an_issue(tmp_path: Path) -> None:
    """A new workspace is sound as it stands, with not so much as a warning."""
    write_starter(tmp_path / "new", ON)

    reading = read_workspace(tmp_path / "new")

    assert reading.issues == ()
    assert reading.workspace is not None
    assert reading.workspace.framework.report.on == ON


def test_the_starter_has_something_of_everything(tmp_path: Path) -> None:
    """A new workspace shows every kind of entry that a workspace can hold."""
    write_starter(tmp_path, ON)

    workspace = read_workspace(tmp_path).workspace

    assert workspace is not None
    (outcome,) = workspace.framework.outcomes
    assert len(outcome.indicators) == 2
    assert sum(len(indicator.measures) for indicator in outcome.indicators) == 3
    assert any(measure.target for measure in outcome.measures)
    assert workspace.framework.risk_matrix is not None
    assert len(workspace.risks) == 2
    assert len(workspace.narratives) == 2
    assert workspace.actions
    observed = {observation.measure for observation in workspace.observations}
    assert observed == {measure.id for measure in outcome.measures}


def test_the_paths_written_are_given_back(tmp_path: Path) -> None:
    """What is given back is what was written, in order."""
    paths = write_starter(tmp_path / "new", ON)

    found = sorted(path for path in (tmp_path / "new").rglob("*") if path.is_file())
    assert sorted(paths) == found
    assert tmp_path / "new" / "framework.toml" in paths


def test_the_starter_is_the_same_each_time(tmp_path: Path) -> None:
    """Two starters of one date are the same, byte for byte."""
    first, second = (write_starter(tmp_path / name, ON) for name in ("one", "two"))

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path) -> None:
    """Nothing is written where anything is."""
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(UsageError, match="not empty"):
        write_starter(tmp_path, ON)

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A file that has the name is left as it is."""
    (tmp_path / "new").write_text("mine")

    with pytest.raises(UsageError, match="choose a new folder"):
        write_starter(tmp_path / "new", ON)
