"""Making a backup while people work: one state of the database, and then the files."""

from __future__ import annotations

import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from purbeck.model.errors import UsageError
from purbeck_web.backup.archive import (
    FILES,
    MANIFEST,
    ROWS,
    Manifest,
    digest_of_file,
    files_below,
)
from purbeck_web.backup.rows import TableDigest, rows_in, tables


def make_backup(target: Path, data: Path, at: datetime) -> Manifest:
    """Write a backup, whole or not at all; only its owner may read it.

    Parameters
    ----------
    data
        The folder whose files go with the rows.

    Raises
    ------
    UsageError
        Where there is something of that name already.
    """
    if target.exists():
        raise UsageError(f"'{target}' is there already. Choose a new FILE.")
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=6) as archive:
                manifest = _write(archive, data, at)
            stream.flush()
            os.fsync(stream.fileno())
        draft.rename(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return manifest


def _write(archive: tarfile.TarFile, data: Path, at: datetime) -> Manifest:
    with one_state():
        migrations = sorted(MigrationRecorder(connection).applied_migrations())
        counted = {label: _add_table(archive, label) for label in tables(apps)}
    # A file is there before the row that names it is committed, and stays; so the files that are
    # there now have every one that the rows name.
    manifest = Manifest(
        made_at=at.isoformat(),
        purbeck=version("purbeck"),
        database=connection.vendor,
        migrations=migrations,
        tables=counted,
        files={name: _add_file(archive, name, path) for name, path in files_below(data)},
    )
    _add(archive, MANIFEST, manifest.written())
    return manifest


@contextmanager
def one_state() -> Iterator[None]:
    """Read one state of the database, while others write to it."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    connection.ensure_connection()
    mode = connection.transaction_mode  # type: ignore[attr-defined]
    # Ours keeps others from writing; reading needs no more than the state at its first look.
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            yield
    finally:
        connection.transaction_mode = mode  # type: ignore[attr-defined]


def _add_table(archive: tarfile.TarFile, label: str) -> tuple[int, str]:
    digest = TableDigest()
    with tempfile.TemporaryFile() as lines:
        for row in rows_in(tables(apps)[label]):
            digest.add(row)
            lines.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        entry = tarfile.TarInfo(f"{ROWS}/{label}.jsonl")
        entry.size = lines.tell()
        lines.seek(0)
        archive.addfile(entry, lines)
    return digest.rows, digest.hex()


def _add_file(archive: tarfile.TarFile, name: str, path: Path) -> tuple[int, str]:
    archive.add(path, f"{FILES}/{name}", recursive=False)
    return path.stat().st_size, digest_of_file(path)


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, BytesIO(content))
