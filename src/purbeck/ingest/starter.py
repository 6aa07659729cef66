"""The starter workspace: a small council that does not exist, with every kind of file."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from purbeck.model.errors import UsageError

# The place of the report's date in the framework file of the starter.
_DATE = "@DATE@"

STARTER_DATE = date(2024, 9, 30)
"""The day of the starter's report: that on which its made-up figures were the newest."""


def write_starter(directory: Path, on: date = STARTER_DATE) -> tuple[Path, ...]:
    """Write the starter workspace into a folder that is empty or does not exist yet.

    ``on`` becomes the date of the report. The paths of the files written are given back, in
    order.

    Raises
    ------
    UsageError
        Where something is there already, so that nothing is ever written over, and where the
        folder cannot be made or written to.
    """
    try:
        if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            raise UsageError(f"'{directory}' is there already and not empty: choose a new folder.")
        return tuple(_written(files("purbeck.ingest") / "starter", directory, on))
    except OSError as error:
        raise UsageError(f"'{directory}' cannot be written: {error.strerror or error}.") from error


def _written(source: Traversable, folder: Path, on: date) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        path = folder / entry.name
        if entry.is_dir():
            paths += _written(entry, path, on)
        else:
            text = entry.read_text(encoding="utf-8").replace(_DATE, on.isoformat())
            path.write_text(text, encoding="utf-8", newline="\n")
            paths.append(path)
    return paths
