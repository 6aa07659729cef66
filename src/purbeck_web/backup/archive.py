"""The file of a backup: an archive with rows, files, and a manifest of the digest of each."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from purbeck.model.errors import UsageError
from purbeck_web.backup.rows import Row, TableDigest

FORMAT = 1
MANIFEST, ROWS, FILES = "manifest.json", "rows", "files"
CHUNK = 1 << 20

KEPT_APART = ("static", "metrics", "sources", "purbeck.sqlite3")
"""What a data folder has besides that is made again, or is the database itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds.

    Attributes
    ----------
    migrations
        Those that the database had run, as pairs of app and name.
    tables
        The number of rows and the digest of each table.
    files
        The size and the digest of each file below ``PURBECK_WEB_DATA``.
    """

    made_at: str
    purbeck: str
    database: str
    migrations: list[tuple[str, str]]
    tables: dict[str, tuple[int, str]]
    files: dict[str, tuple[int, str]]
    format: int = field(default=FORMAT)

    def written(self) -> bytes:
        """Give the text of the manifest."""
        return (json.dumps(asdict(self), indent=1, sort_keys=True) + "\n").encode()


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an unpacked backup.

    Raises
    ------
    UsageError
        Where there is none, or it is of a kind that this version does not know.
    """
    try:
        held: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        if held["format"] != FORMAT:
            raise UsageError(f"The backup is of format {held['format']}; this reads {FORMAT}.")
        return Manifest(
            **{
                **held,
                "migrations": [(app, name) for app, name in held["migrations"]],
                "tables": {name: (rows, said) for name, (rows, said) in held["tables"].items()},
                "files": {name: (size, said) for name, (size, said) in held["files"].items()},
            }
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError("The file is not a backup, or it was cut off.") from error


def unpack(path: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder, and hold each part against its digest.

    Raises
    ------
    UsageError
        Where it is no backup, or any part of it is not as it was made.
    """
    try:
        with tarfile.open(path, "r:gz") as archive:
            archive.extractall(folder, filter="data")
    except (OSError, EOFError, tarfile.TarError) as error:
        raise UsageError(f"'{path}' is not a backup, or it was cut off.") from error
    manifest = read_manifest(folder)
    wrong = [name for name, held in manifest.tables.items() if _table(folder, name) != held]
    wrong += [name for name, held in manifest.files.items() if _file(folder, name) != held]
    if wrong:
        raise UsageError(f"The backup is damaged: {', '.join(sorted(wrong)[:5])}.")
    return manifest


def rows_of(folder: Path, table: str) -> Iterator[Row]:
    """Read the rows of a table of an unpacked backup."""
    with (folder / ROWS / f"{table}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def files_below(data: Path) -> Iterator[tuple[str, Path]]:
    """Give each file of a data folder that is backed up, with its name; none that is a draft."""
    for path in sorted(data.rglob("*")):
        parts = path.relative_to(data).parts
        passed_over = parts[0].startswith(KEPT_APART) or any(p.startswith(".") for p in parts)
        if path.is_file() and not passed_over:
            yield str(PurePosixPath(*parts)), path


def digest_of_file(path: Path) -> str:
    """Give the digest of a file, however large."""
    digest = sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _table(folder: Path, table: str) -> tuple[int, str]:
    digest = TableDigest()
    try:
        for row in rows_of(folder, table):
            digest.add(row)
    except (OSError, ValueError):
        return -1, ""
    return digest.rows, digest.hex()


def _file(folder: Path, name: str) -> tuple[int, str]:
    path = folder / FILES / name
    return (path.stat().st_size, digest_of_file(path)) if path.is_file() else (-1, "")
