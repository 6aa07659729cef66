"""The archive in which Explore Education Statistics gives a data set, with its meta file."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from purbeck.model.errors import UsageError
from purbeck.sources.contract import Fetched
from purbeck.sources.csv_table import MOST_BYTES, read_csv
from purbeck.sources.text_table import unreadable

META = ".meta.csv"

_ZIP = b"PK\x03\x04"
_EXPECTED = "an archive of a data set in one piece"
_BLOCK = 1 << 20
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A data set of an archive: its name there, its table, and that of its meta file."""

    name: str
    table: pa.Table
    meta: pa.Table | None


def is_archive(path: Path) -> bool:
    """Whether a file begins as an archive does."""
    with open(path, "rb") as file:
        return file.read(len(_ZIP)) == _ZIP


def part_of(file: Fetched, named: str) -> Part:
    """Read one data set of an archive; a release may be given as an archive of several.

    Parameters
    ----------
    named
        The name of the data set's file; it need not be told where there is one.

    Raises
    ------
    UsageError
        Where there are several and none is named, or there is none of the name.
    WorkspaceError
        Where the archive is damaged, or a file in it is no CSV.
    """
    try:
        with zipfile.ZipFile(file.path) as archive:
            names = [each for each in archive.namelist() if each.lower().endswith(".csv")]
            chosen = _chosen(file, names, named)
            meta = f"{chosen[: -len('.csv')]}{META}"
            with tempfile.TemporaryDirectory() as folder:
                table = _read(archive, chosen, Path(folder), file)
                said = _read(archive, meta, Path(folder), file) if meta in names else None
    except _DAMAGED as error:
        raise unreadable(file.name, "an archive that is cut short or damaged", _EXPECTED) from error
    return Part(chosen, table, said)


def _chosen(file: Fetched, names: Sequence[str], named: str) -> str:
    data = [name for name in names if not name.lower().endswith(META)]
    found = [name for name in data if not named or named in (name, _last(name))]
    if len(found) == 1:
        return found[0]
    told = ", ".join(_last(name)[:60] for name in data[:20]) or "none"
    raise UsageError(f"'{file.name}' holds the data sets {told}: name one as the option 'part'.")


def _read(archive: zipfile.ZipFile, name: str, folder: Path, file: Fetched) -> pa.Table:
    """Unpack a file, no further than the limit, and read it."""
    path, size = folder / "part.csv", 0
    with archive.open(name) as packed, open(path, "wb") as out:
        while block := packed.read(_BLOCK):
            size += out.write(block)
            if size > MOST_BYTES:
                received = f"more than {MOST_BYTES >> 30} GiB once unpacked"
                raise unreadable(file.name, received, _EXPECTED)
    return read_csv(path, name=f"{file.name}, {_last(name)[:60]}")


def _last(name: str) -> str:
    return name.rpartition("/")[2]
