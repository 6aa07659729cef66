"""What a store needs of the disk: digests, that what is written is there, and what to sweep."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

from purbeck.store.schema import SCHEMA

STAGING = "unfinished-"
"""How the folder of a load begins that is not yet one."""

ABANDONED = 24 * 3600
"""Seconds after which an unfinished load is that of a process which is no more."""


def sweep(folder: Path) -> None:
    """Take away what processes that were killed have left behind."""
    for left in folder.glob(f"{STAGING}*"):
        # Its own process may take it away at the same time.
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > ABANDONED:
                shutil.rmtree(left, ignore_errors=True)


def published_span(file: Path) -> tuple[date | None, date | None]:
    """Give the first and last day of publication by the file's own statistics; None for none."""
    import pyarrow.parquet as pq

    metadata = pq.read_metadata(file)
    at = SCHEMA.get_field_index("published")
    found = [
        metadata.row_group(number).column(at).statistics
        for number in range(metadata.num_row_groups)
    ]
    ends = [(each.min, each.max) for each in found if each is not None and each.has_min_max]
    if not ends:
        return None, None
    return min(first for first, _ in ends), max(last for _, last in ends)


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(path: Path) -> None:
    """Have the disk hold a file or folder before anything is said to rest on it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
