"""The archive of a data set, as Explore Education Statistics gives it to who downloads one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.sources.dfe_ees import DfeEes
from tests.sources.reading import FIXTURES, one, opened

TOTAL = {"school_type": ("Total",), "sex": ("Total",)}


def archive(folder: Path, *names: str) -> Path:
    path = folder / "release.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("data-guidance/data-guidance.txt", "About")
        for name in names:
            packed.write(FIXTURES / name, f"data/{name}")
    return path


def test_an_archive_of_a_data_set_is_read_with_its_meta_file(tmp_path: Path) -> None:
    """As the publisher gives it; the row tells the file within the archive."""
    archive(tmp_path, "ees.csv", "ees.meta.csv")
    file = opened(DfeEes(), "release.zip", tmp_path)
    rows = one(file, "sess_overall_percent", "value", "sheet", "line", filters=TOTAL)

    assert rows[2] == (7.42, "data/ees.csv", 4)
    assert file.catalogue().measures[0].label == "Overall absence rate"


def test_of_several_data_sets_in_an_archive_one_is_named(tmp_path: Path) -> None:
    """And without a name those that there are are told."""
    archive(tmp_path, "ees.csv", "ees.meta.csv", "ees_to_date.csv")
    file = opened(DfeEes(), "release.zip", tmp_path, part="ees_to_date.csv")

    assert len(one(file, "rate", "value")) == 2
    with pytest.raises(UsageError, match=r"ees\.csv, ees_to_date\.csv"):
        opened(DfeEes(), "release.zip", tmp_path)


def test_an_archive_that_is_damaged_is_refused(tmp_path: Path) -> None:
    """In one line."""
    path = archive(tmp_path, "ees.csv")
    path.write_bytes(path.read_bytes()[:-60])

    with pytest.raises(WorkspaceError, match="cut short or damaged"):
        opened(DfeEes(), "release.zip", tmp_path)
